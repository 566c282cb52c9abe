"""`python -m cxterms …` is `cxterms …`."""

import os
import subprocess
import sys

from cxterms._program import find_program


def run() -> None:
    command = [find_program(), *sys.argv[1:]]
    if os.name == "posix":
        os.execv(command[0], command)
    sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    run()
