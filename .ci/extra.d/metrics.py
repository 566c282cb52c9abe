"""Recomputes figures of metrics by formulas written here, apart from the corpus, and compares them with `compute`.

Usage: metrics.py CXTERMS. Values are drawn at random with a fixed seed; every voice's figure must be among ours and ours
among theirs.
"""

import json
import random
import subprocess
import sys

CXTERMS = sys.argv[1]
random.seed(17)

# Each metric: what its inputs are drawn from (low, high), and each formula as Python has it.
METRICS = {
    "gross-revenue-retention": (
        {"start": (1000, 2000), "churn": (0, 400), "contraction": (0, 300), "renewals": (900, 999)},
        [
            lambda v: 100 * (v["start"] - v["churn"] - v["contraction"]) / v["start"],
            lambda v: 100 * (v["renewals"] - v["churn"] - v["contraction"]) / v["start"],
        ],
    ),
    "net-revenue-retention": (
        {"start": (1000, 2000), "churn": (1, 400), "contraction": (1, 300), "renewals": (900, 999), "expansion": (1, 500)},
        [
            lambda v: 100 * (v["renewals"] + v["expansion"] - v["churn"] - v["contraction"]) / v["start"],
            lambda v: 100 - 100 * (v["churn"] - v["expansion"]) / v["start"],
            lambda v: 100 * (v["start"] + v["expansion"] - v["churn"] - v["contraction"]) / v["start"],
        ],
    ),
    "churn-rate": ({"lost": (0, 50), "start": (100, 900)}, [lambda v: 100 * v["lost"] / v["start"]]),
    "logo-churn": ({"lost": (0, 50), "start": (100, 900)}, [lambda v: 100 * v["lost"] / v["start"]]),
    "revenue-churn": ({"lost": (0, 50), "start": (100, 900)}, [lambda v: 100 * v["lost"] / v["start"]]),
    "retention-rate": (
        {"end": (500, 900), "new": (0, 100), "start": (900, 999), "churn_rate": (0, 50)},
        [lambda v: 100 * (v["end"] - v["new"]) / v["start"], lambda v: 100 - v["churn_rate"]],
    ),
    "abandonment-rate": (
        {"abandoned": (0, 50), "calls": (100, 200), "offered": (90, 100), "handled": (50, 90)},
        [
            lambda v: 100 * v["abandoned"] / v["calls"],
            lambda v: 100 * v["abandoned"] / v["offered"],
            lambda v: 100 - 100 * v["handled"] / v["calls"],
        ],
    ),
    "average-handle-time": (
        {
            "talk": (100, 300), "hold": (10, 50), "after_call": (20, 90), "contacts": (10, 90), "dialing": (1, 9),
            "contacting": (1, 9), "call_ringing": (1, 2), "call_talk": (2, 9), "call_hold": (1, 3),
            "call_transfer": (1, 2), "call_wrap_up": (1, 4),
        },
        [
            lambda v: (v["talk"] + v["hold"] + v["after_call"]) / v["contacts"],
            lambda v: sum(v[it] for it in ["talk", "hold", "after_call", "dialing", "contacting"]) / v["contacts"],
            lambda v: sum(value for name, value in v.items() if name.startswith("call_")),
        ],
    ),
    "average-speed-of-answer": (
        {"answered_waits": (100, 900), "answered": (10, 90), "all_waits": (900, 1900), "calls": (90, 120)},
        [lambda v: v["answered_waits"] / v["answered"], lambda v: v["all_waits"] / v["calls"]],
    ),
    "average-revenue-per-user": (
        {"revenue": (10000, 90000), "customers": (10, 90), "users": (100, 900), "subscribers": (50, 99)},
        [lambda v, by=by: v["revenue"] / v[by] for by in ["customers", "users", "subscribers"]],
    ),
    "customer-acquisition-cost": ({"cost": (1000, 9000), "won": (1, 90)}, [lambda v: v["cost"] / v["won"]]),
    "customer-lifetime-value": (
        {"lifetime_revenue": (900, 2000), "lifetime_cost": (10, 800), "revenue": (10, 90), "lifetime": (6, 60), "margin": (10, 95)},
        [
            lambda v: v["lifetime_revenue"] - v["lifetime_cost"],
            lambda v: v["revenue"] * v["lifetime"],
            lambda v: v["revenue"] * v["lifetime"] * v["margin"] / 100,
        ],
    ),
    "occupancy": (
        {"handling": (3, 6), "waiting": (1, 2), "logged_in": (8, 9), "talk": (2, 5), "after_call": (0, 1), "ready": (7, 8), "worked": (8, 10)},
        [
            lambda v: 100 / (1 + v["waiting"] / v["handling"]),
            lambda v: 100 * v["handling"] / v["logged_in"],
            lambda v: 100 * (v["talk"] + v["after_call"]) / v["ready"],
            lambda v: 100 * v["handling"] / v["worked"],
        ],
    ),
    "first-contact-resolution": (
        {"settled": (1, 50), "handled": (50, 90), "at_once": (1, 40), "resolved": (40, 99)},
        [lambda v: 100 * v["settled"] / v["handled"], lambda v: 100 * v["at_once"] / v["resolved"]],
    ),
    "service-level": (
        {"in_time": (10, 80), "offered": (80, 99), "inbound": (90, 120), "short_abandons": (0, 9)},
        [
            lambda v: 100 * v["in_time"] / v["offered"],
            lambda v: 100 * v["in_time"] / (v["inbound"] - v["short_abandons"]),
        ],
    ),
    "return-on-investment": (
        {"benefit": (10, 900), "cost": (10, 90)},
        [lambda v: 100 * v["benefit"] / v["cost"], lambda v: 100 * v["benefit"] / v["cost"] - 100],
    ),
    "backlog": (
        {
            "unresolved": (0, 90), "new": (0, 90), "resolved": (0, 90), "created": (90, 900), "settled": (1, 90),
            "open": (50, 90), "accepted": (0, 50),
        },
        [
            lambda v: v["unresolved"] + v["new"] - v["resolved"],
            lambda v: v["created"] - v["settled"],
            lambda v: v["open"] - v["accepted"],
        ],
    ),
    "annual-recurring-revenue": (
        {"new": (1000, 9000), "upgrades": (1, 900), "downgrades": (1, 90), "cancellations": (1, 90), "mrr": (100, 900)},
        [
            lambda v: v["new"] + v["upgrades"] - v["downgrades"] - v["cancellations"],
            lambda v: 12 * v["mrr"],
        ],
    ),
    "market-share": (
        {"units": (1, 90), "market_units": (100, 900), "revenue": (1, 90), "market_revenue": (100, 900)},
        [lambda v: 100 * v["units"] / v["market_units"], lambda v: 100 * v["revenue"] / v["market_revenue"]],
    ),
    "activation-rate": (
        {"activated_accounts": (1, 50), "new_accounts": (50, 90), "activated_users": (1, 90), "sign_ups": (90, 900)},
        [
            lambda v: 100 * v["activated_accounts"] / v["new_accounts"],
            lambda v: 100 * v["activated_users"] / v["sign_ups"],
        ],
    ),
    "automated-resolution-rate": (
        {"resolved": (1, 90), "unresolved": (1, 90), "ai_resolved": (1, 90), "ai_conversations": (90, 300)},
        [
            lambda v: 100 / (1 + v["unresolved"] / v["resolved"]),
            lambda v: 100 * v["ai_resolved"] / v["ai_conversations"],
        ],
    ),
    "cac-payback-period": (
        {"cost": (100, 9000), "revenue": (10, 900), "margin": (10, 95)},
        [lambda v: 100 * v["cost"] / v["revenue"] / v["margin"], lambda v: v["cost"] / v["revenue"]],
    ),
    "contact-rate": (
        {"contacts": (1, 900), "customers": (100, 900), "orders": (90, 900), "orders_with_contact": (1, 90)},
        [
            lambda v: 100 * v["contacts"] / v["customers"],
            lambda v: 100 * v["contacts"] / v["orders"],
            lambda v: 100 * v["orders_with_contact"] / v["orders"],
        ],
    ),
    "containment-rate": (
        {"contained": (50, 90), "satisfied": (1, 50), "conversations": (90, 900)},
        [lambda v, part=part: 100 * v[part] / v["conversations"] for part in ["contained", "satisfied"]],
    ),
    "cost-per-contact": (
        {"cost": (1000, 9000), "handled": (100, 900), "inbound": (100, 900), "pay": (10, 90), "calls": (1, 20)},
        [
            lambda v: v["cost"] / v["handled"],
            lambda v: v["cost"] / v["inbound"],
            lambda v: v["pay"] / v["calls"],
        ],
    ),
    "cost-to-serve": (
        {"direct": (1, 900), "indirect": (1, 900)},
        [lambda v: sum(v.values())],
    ),
    "csm-to-account-ratio": (
        {"accounts": (10, 900), "managers": (1, 20)},
        [lambda v: v["accounts"] / v["managers"]],
    ),
    "customer-concentration": (
        {"largest": (1, 90), "five_largest": (90, 400), "revenue": (400, 9000)},
        [lambda v, part=part: 100 * v[part] / v["revenue"] for part in ["largest", "five_largest"]],
    ),
    "deflection-rate": (
        {
            "deflected": (1, 90), "handled": (1, 90), "sessions": (100, 900), "senders": (10, 90),
            "visitors": (300, 900), "tickets": (10, 290), "contained": (1, 90), "conversations": (90, 200),
        },
        [
            lambda v: 100 - 100 * v["handled"] / (v["deflected"] + v["handled"]),
            lambda v: v["sessions"] / v["senders"],
            lambda v: 100 - 100 * v["tickets"] / v["visitors"],
            lambda v: v["visitors"] / v["senders"],
            lambda v: 100 * v["contained"] / v["conversations"],
        ],
    ),
    "first-level-resolution": (
        {"level_1": (1, 90), "tickets": (90, 900)},
        [lambda v: 100 * v["level_1"] / v["tickets"]],
    ),
    "hold-time": ({"holds": (10, 900), "callers": (10, 900)}, [lambda v: v["holds"] / v["callers"]]),
    "ltv-cac-ratio": ({"value": (100, 9000), "cost": (10, 900)}, [lambda v: v["value"] / v["cost"]]),
    "net-new-arr": (
        {"new": (1, 900), "expansion": (1, 900), "contraction": (1, 90), "churned": (1, 90), "reactivated": (1, 90)},
        [
            lambda v: v["new"] - v["churned"] + v["expansion"] - v["contraction"],
            lambda v: v["new"] + v["reactivated"] - v["churned"] + v["expansion"] - v["contraction"],
        ],
    ),
    "renewal-rate": (
        {
            "renewed": (1, 50), "due": (50, 90), "renewed_revenue": (100, 900), "due_revenue": (900, 2000),
            "renewed_value": (100, 900), "due_value": (100, 900),
        },
        [lambda v, of=of: 100 * v["renewed" + of] / v["due" + of] for of in ["", "_revenue", "_value"]],
    ),
    "reopen-rate": (
        {"reopened": (0, 90), "resolved": (90, 900)},
        [lambda v: 100 * v["reopened"] / v["resolved"]],
    ),
    "repeat-purchase-rate": (
        {"repeat_customers": (1, 90), "customers": (90, 900), "repeat_purchases": (1, 90), "purchases": (90, 900)},
        [lambda v, of=of: 100 * v["repeat_" + of] / v[of] for of in ["customers", "purchases"]],
    ),
    "resolution-rate": (
        {"resolved": (1, 900), "received": (100, 900)},
        [lambda v: 100 * v["resolved"] / v["received"]],
    ),
    "response-rate": (
        {
            "completed": (1, 90), "selected": (900, 2000), "refusals": (1, 90), "responses": (1, 90),
            "invited": (90, 900), "delivered": (90, 900),
        },
        [
            lambda v: 100 * v["completed"] / v["selected"],
            lambda v: 100 / (1 + v["refusals"] / v["completed"]),
            lambda v: 100 * v["responses"] / v["invited"],
            lambda v: 100 * v["completed"] / v["delivered"],
        ],
    ),
    "response-time": (
        {"replied": (60, 900), "requested": (0, 60)},
        [lambda v: v["replied"] - v["requested"]],
    ),
    "saas-quick-ratio": (
        {"new": (100, 900), "expansion": (1, 900), "churned": (1, 90), "contraction": (1, 90)},
        [lambda v: (v["new"] + v["expansion"]) / (v["churned"] + v["contraction"])],
    ),
    "servqual": (
        {"perception": (1, 7), "expectation": (1, 7)},
        [lambda v: v["perception"] - v["expectation"]],
    ),
    "shrinkage": (
        {
            "paid": (38, 40), "available": (10, 30), "scheduled": (30, 38), "scheduled_staff": (30, 50),
            "needed_staff": (10, 30),
        },
        [
            lambda v: 100 - 100 * v["available"] / v["paid"],
            lambda v: 100 - 100 * v["available"] / v["scheduled"],
            lambda v: v["scheduled_staff"] / v["needed_staff"],
        ],
    ),
    "time-to-first-value": (
        {"valued": (30, 90), "contracted": (0, 30)},
        [lambda v: v["valued"] - v["contracted"]],
    ),
    "transfer-rate": (
        {"transferred": (0, 90), "handled": (90, 900), "several_agents": (0, 90), "connected": (90, 900)},
        [
            lambda v: 100 * v["transferred"] / v["handled"],
            lambda v: 100 * v["several_agents"] / v["connected"],
        ],
    ),
    "unit-economics": (
        {"revenue": (500, 900), "winning": (1, 400), "serving": (1, 400)},
        [lambda v: v["revenue"] - (v["winning"] + v["serving"])],
    ),
}

# Scores from answers, a row each.
SCORES = {
    "net-promoter-score": (
        (0, 10),
        [lambda a: 100 * (sum(it > 8 for it in a) - sum(it < 7 for it in a)) / len(a)],
    ),
    "employee-net-promoter-score": (
        (0, 10),
        [lambda a: 100 * (sum(it in (9, 10) for it in a) - sum(it in range(7) for it in a)) / len(a)],
    ),
    "customer-satisfaction-score": (
        (1, 5),
        [lambda a: 100 * sum(it in (4, 5) for it in a) / len(a), lambda a: sum(a) / len(a)],
    ),
    "monthly-recurring-revenue": ((10, 900), [lambda a: sum(a)]),
}


def figures(metric, words, table=None):
    command = [CXTERMS, "compute", metric, *words, "--format", "json"]
    told = subprocess.run(command, input=table, capture_output=True, text=True)
    if not told.stdout:
        sys.exit(f"{' '.join(command)}: {told.stderr}")
    return sorted(it["figure"] for it in json.loads(told.stdout)["results"] if it["figure"] is not None)


def compare(metric, theirs, ours):
    ours = sorted(ours)
    close = len(theirs) == len(ours) and all(abs(a - b) <= 1e-9 * max(1, abs(a)) for a, b in zip(theirs, ours))
    if not close:
        sys.exit(f"{metric}: {theirs}, here {ours}")


for metric, (inputs, formulas) in METRICS.items():
    for _ in range(5):
        values = {name: random.randint(low, high) for name, (low, high) in inputs.items()}
        words = [f"{name}={value}" for name, value in values.items()]
        compare(metric, figures(metric, words), [formula(values) for formula in formulas])
for metric, ((low, high), formulas) in SCORES.items():
    answers = [random.randint(low, high) for _ in range(999)]
    table = "\n".join(["It", *map(str, answers)]) + "\n"
    compare(metric, figures(metric, ["--from", "-"], table), [formula(answers) for formula in formulas])
print(f"{len(METRICS) + len(SCORES)} metrics computed by Python as here")
