//! Traps: texts of people who mean something else, in which nothing is found.

use crate::shared::find_in;

const TRAPS: &[&str] = &[
    // Times of day.
    "We meet at 10 AM ET.",
    "Open from 9 AM to 5 PM.",
    "The window is 7–8 AM PT on Monday.",
    "Call before 11:30 AM.",
    "Between 8 and 10 AM, UTC.",
    "At **9** *AM* we start.",
    "9:00AM and 10:00 AM GMT",
    "Tomorrow AM works for me.",
    "Monday AM, Fri AM and `10` AM",
    // Computer science, and other trades.
    "She holds a CS degree from MIT.",
    "He was a CS major in college.",
    "Two CS students joined the lab.",
    "Take CS 101 first.",
    "CS50 is a course.",
    "A BSc in CS is required.",
    "Learn CSS and SQL.",
    "CSS is not CS's plural: the CSS file.",
    "The AR/VR headset sells well.",
    "Send the invoice to AR.",
    "FM and AM radio",
    "BS/MS in CS",
    "A CS background in math.",
    "C.S. Lewis and CS Lewis",
    // Products.
    "CS-Cart is a shop.",
    // Of customer success operations, which is one name.
    "The CS Ops team and CS Ops.",
    "Pre-CS steps",
    "Adobe CS was replaced.",
    "Photoshop CS6 still runs.",
    "We play CS:GO on Friday.",
    "The Avaya CS 1000 is retired.",
    // Countries, languages and codes.
    "Ship to AM, AZ and GE.",
    "| Country | Code |\n|---|---|\n| Armenia | AM |",
    "Armenia (AM) joined.",
    "hy-AM and cs-CZ are locales.",
    "Locales: DE, CS, FR.",
    "US-CS is no region.",
    "The vector is CVSS:3.1/AV:N/AC:L/AR:L.",
    "Ticket CS-1234 is closed.",
    // Chips, programs and emoji.
    "- **CS**: GPIO 21\n- **TE**: GPIO 18",
    "Their CS pins share the SPI bus.",
    "The CS register",
    "Call CS() or CS::new, as %CS% says :CS:",
    "PUSH %CS and POP %CS",
    "Dear {CS}, hello",
    "Customers in support (CS) wait.",
    // Addresses and channels.
    "Write to cs@example.com.",
    "Ask in #customer-service-success.",
    "Ask @CS-Leadership.",
    "See https://example.com/unavoidable-churn now.",
    "See [the page](https://example.com/CS \"the CS team\").",
    "<https://example.com/CS>",
    "Look into docs/CS/README.md.",
    "Set CS_URL first.",
    "Use $CS and ~CS.",
    ":unavoidable-churn: is an emoji.",
    // Code and other machine text.
    "Run `cs --team CS` now.",
    "```\nThe CS team: unavoidable churn\n```",
    "```mermaid\ngraph TD\n  CS --> CX\n```",
    "~~~csv\nCS,customer success\nCS,customer support\n~~~",
    "    The CS team owns it",
    "---\ntitle: The CS team\n---\nText.",
    "<!-- The CS team owns unavoidable churn. -->",
    "{{< team \"CS\" >}}",
    "{% include CS.html %}",
    "Dear {{ CS }}, hello.",
    "<Badge text=\"CS\" />",
    "$$CS = 1$$ and `AM`",
    // Other people's words.
    "> The CS team owns it.",
    "<blockquote>The CS team: unavoidable churn.</blockquote>",
    // Capitals and cells.
    "THE CS TEAM OWNS RENEWALS",
    "# CALL CS NOW",
    "| CS | CX | EX |\n|---|---|---|\n| 1 | 2 | 3 |",
    "| Team |\n|---|\n| CS |",
    // Words that are no long forms, and long forms that are one thing.
    "Customer health scores (CS) differ.",
    "First reply time (FRT). First response time (FRT).",
    "Customer satisfaction (CSAT). The customer satisfaction score (CSAT).",
    "Account management (AM). The account manager (AM).",
    "An ideal customer profile (ICP). Ideal customer profiles (ICPs).",
    "Voice of the customer (VoC). Voice-of-customer (VoC).",
    "Customer business review (CBR). Customer buisness review (CBR).",
    // Names side by side that are not joined.
    "Ask customer service and customer success.",
    "Customer service or customer success will call.",
    "Sales & customer success.",
    "CS/CX are two teams, as customer success (CS) says.",
    "Churn rate/retention rate",
    "A Grand Success Plan (also referred to as Mutual Action Plan) is shared.",
    "NPS, CSAT and CES are metrics.",
    // Single words, and names of which only a part stands.
    "Attrition is high.",
    "A recommendation helps.",
    "The internal service level is agreed.",
    "unavoidable. Churn is not.",
    "Unavoidable (churn) happens.",
];

#[test]
fn teams_are_no_codes() {
    for text in ["TA, CS, and CE teams", "CS, AM and SE", "the PS, CS, HR"] {
        assert_eq!(find_in(text), ["ambiguous-abbreviation cs"], "{text}");
    }
}

#[test]
fn nothing_is_found_in_a_trap() {
    assert!(TRAPS.len() >= 60);
    let mut wrong = vec![];
    for trap in TRAPS {
        let found = find_in(trap);
        if !found.is_empty() {
            wrong.push(format!("{trap:?}: {}", found.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
