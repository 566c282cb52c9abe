"""Scans documents that lie in Spark: each partition goes through a process of cxterms, a line in, a line out.

    cxterms build --terms built-in --terms examples/house --output house.cxterms
    python pipe.py --cxterms "$(command -v cxterms)" --base house.cxterms tickets.jsonl found

Each line of INPUT is a JSON object with `id` and `text`. OUTPUT becomes a folder with the answers, in the same order; or,
with `--facts`, with what the texts of each partition say together, which `cxterms scan --merge found/part-*` sums up.
"""

import argparse
import os
import shlex

from pyspark import SparkFiles
from pyspark.sql import SparkSession


def answer_lines(lines, cxterms, base, answers=("--format", "jsonl")):
    """The answer to each line of an RDD. The program and the base are sent to every worker once."""
    context = lines.context
    for path in (cxterms, base):
        context.addFile(os.path.abspath(path))
    # Workers have the files in their working folder, but a local master keeps them elsewhere.
    folder = SparkFiles.getRootDirectory() if context.master.startswith("local") else "."
    program, terms = (os.path.join(folder, os.path.basename(path)) for path in (cxterms, base))
    command = [program, "scan", "--documents", "jsonl", *answers, "--terms", terms, "-"]
    # Without `checkCode`, a process that was killed would only seem to have had less to say.
    return lines.pipe(shlex.join(command), checkCode=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cxterms", required=True, help="the program")
    parser.add_argument("--base", required=True, help="a file from `cxterms build`")
    parser.add_argument("--partitions", type=int, help="at least so many")
    parser.add_argument("--facts", action="store_true", help="write facts of all texts, not an answer to each")
    parser.add_argument("input")
    parser.add_argument("output")
    asked = parser.parse_args()
    spark = SparkSession.builder.appName("cxterms").getOrCreate()
    lines = spark.sparkContext.textFile(asked.input, asked.partitions)
    answers = ("--facts",) if asked.facts else ("--format", "jsonl")
    answer_lines(lines, asked.cxterms, asked.base, answers).saveAsTextFile(asked.output)
    spark.stop()


if __name__ == "__main__":
    main()
