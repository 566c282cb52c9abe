"""Has pre-commit run our hooks in a repository, and runs the commands of the workflow in one.

Usage: hooks.py CXTERMS
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import yaml

CXTERMS = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]
PRE_COMMIT = pathlib.Path(sys.executable).parent / "pre-commit"
WORKFLOW = ROOT / "examples/github-actions/scan.yml"

PAGE = "Customer support (CS) is here.\n"
FAULTY = "CS calls. Unavoidable churn fell.\n"


def make_repository(home):
    """A folder of documents with one commit."""
    (home / "docs").mkdir(parents=True)
    (home / "docs/page.md").write_text(PAGE)
    run(home, "git", "init", "--quiet", "--initial-branch", "main")
    run(home, "git", "add", "--all")
    run(home, "git", "commit", "--quiet", "--message", "Begin")


def run(home, *command, status=0):
    names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "T"), ("EMAIL", "t@example.org"))}
    environment = {**os.environ, **names, "PATH": f"{CXTERMS.parent}:{PRE_COMMIT.parent}:{os.environ['PATH']}"}
    environment["PRE_COMMIT_HOME"] = str(home.parent / "hooks")
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True)
    assert done.returncode == status, (command, done.returncode, done.stdout, done.stderr)
    return done.stdout + done.stderr


def try_hooks(home):
    run(ROOT, PRE_COMMIT, "validate-manifest", ".pre-commit-hooks.yaml")
    make_repository(home)
    (home / "docs/more.md").write_text(FAULTY)
    run(home, "git", "add", "--all")
    told = run(home, PRE_COMMIT, "try-repo", ROOT, "cxterms-scan", "--all-files", "--color", "never")
    assert "words that mislead" in told and "Passed" in told and "warning[name-to-avoid]" in told, told
    hooks = [
        {"id": "cxterms-scan", "args": ["--set", "docs", "--deny", "name-to-avoid"]},
        {"id": "cxterms-check", "args": ["our-terms"]},
    ]
    commit = run(ROOT, "git", "rev-parse", "HEAD").strip()
    config = {"repos": [{"repo": str(ROOT), "rev": commit, "hooks": hooks}]}
    (home / ".pre-commit-config.yaml").write_text(json.dumps(config))
    run(home, CXTERMS, "new", "overlay", "our-terms", "--voice", "house")
    run(home, PRE_COMMIT, "install")
    run(home, "git", "add", "--all")
    told = run(home, "git", "commit", "--message", "Add", status=1)
    assert "error[name-to-avoid]" in told and "ambiguous-abbreviation" not in told, told
    assert "a corpus of terms" in told and told.count("Passed") == 1, told
    (home / "docs/more.md").write_text(FAULTY.replace("Unavoidable", "Customer"))
    run(home, "git", "add", "--all")
    run(home, "git", "commit", "--message", "Add")
    print("pre-commit: a commit with a name to avoid is stopped, and goes through without it")


def try_workflow(home):
    workflow = yaml.safe_load(WORKFLOW.read_text())
    steps = {step["name"]: step["run"] for step in workflow["jobs"]["scan"]["steps"] if "name" in step}
    make_repository(home)
    run(home, CXTERMS, "new", "overlay", "our-terms", "--voice", "house")
    run(home, "git", "add", "--all")
    run(home, "git", "commit", "--quiet", "--message", "Begin terms")
    (home / "docs/page.md").write_text(PAGE + "\n" + FAULTY)
    run(home, "git", "switch", "--quiet", "--create", "change")
    run(home, "git", "commit", "--quiet", "--all", "--message", "Change")
    run(home, "git", "switch", "--quiet", "main")
    run(home, "git", "merge", "--quiet", "--no-ff", "--message", "Merge", "change")
    run(home, "bash", "-ec", steps["scan everything"])
    log = json.loads((home / "words.sarif").read_text())
    assert [it["ruleId"] for it in log["runs"][0]["results"]] == ["name-to-avoid"], log["runs"][0]["results"]
    told = run(home, "bash", "-ec", steps["annotate changed lines"], status=1)
    assert told.startswith("::error file=docs/page.md,line=3,col=11,endColumn=27,title=name-to-avoid::"), told
    (home / "docs/other.md").write_text("Nothing.\n")
    run(home, "git", "add", "--all")
    run(home, "git", "commit", "--quiet", "--message", "Change something else")
    assert run(home, "bash", "-ec", steps["annotate changed lines"]) == "", "what is old is told"
    print("workflow: its commands tell what a pull request changes")


def try_all(home):
    try_hooks(home / "committed")
    try_workflow(home / "requested")


with tempfile.TemporaryDirectory(prefix="cxterms-hooks-") as folder:
    try_all(pathlib.Path(folder))
