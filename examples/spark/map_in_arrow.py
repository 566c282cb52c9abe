"""Scans a column of texts in Spark: each partition keeps a process of cxterms open, batch after batch.

    cxterms build --terms built-in --terms examples/house --output house.cxterms
    python map_in_arrow.py --cxterms "$(command -v cxterms)" --base house.cxterms tickets.jsonl found

INPUT is anything with the columns `id` and `text`, here JSON. OUTPUT becomes a folder with the answers.
"""

import argparse
import json
import os
import subprocess
import threading

import pyarrow
from pyspark import SparkFiles
from pyspark.sql import SparkSession


def answer_texts(documents, cxterms, base):
    """A data frame with one column, `answer`, for one with `id` and `text`: what `cxterms scan` says of each."""
    for path in (cxterms, base):
        documents.sparkSession.sparkContext.addFile(os.path.abspath(path))
    names = [os.path.basename(path) for path in (cxterms, base)]

    def answer_batches(batches):
        program, terms = map(SparkFiles.get, names)
        command = [program, "scan", "--documents", "jsonl", "--format", "jsonl", "--terms", terms, "-"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for batch in batches:
                yield answer_batch(process, batch)
            process.stdin.close()
            # 1: something found is an error. 2: some line had no text, which its answer says.
            if process.wait() not in (0, 1, 2):
                raise RuntimeError(f"cxterms ended with {process.returncode}")

    def answer_batch(process, batch):
        columns = [batch.column(batch.schema.get_field_index(name)).to_pylist() for name in ("id", "text")]
        lines = [json.dumps({"id": name, "text": text}) + "\n" for name, text in zip(*columns)]
        # By another thread: answers come while lines are still written, and a pipe holds only so many.
        writer = threading.Thread(target=write_lines, args=(process.stdin, lines))
        writer.start()
        answers = [process.stdout.readline() for _ in lines]
        writer.join()
        if any(not answer.endswith(b"\n") for answer in answers):
            raise RuntimeError("cxterms ended before it had answered")
        return pyarrow.RecordBatch.from_pydict({"answer": [answer.decode().rstrip("\n") for answer in answers]})

    def write_lines(pipe, lines):
        try:
            pipe.write("".join(lines).encode())
            pipe.flush()
        except BrokenPipeError:
            pass  # The reader of the answers sees that there are none.

    return documents.select("id", "text").mapInArrow(answer_batches, "answer string")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cxterms", required=True, help="the program")
    parser.add_argument("--base", required=True, help="a file from `cxterms build`")
    parser.add_argument("input")
    parser.add_argument("output")
    asked = parser.parse_args()
    spark = SparkSession.builder.appName("cxterms").getOrCreate()
    answer_texts(spark.read.json(asked.input), asked.cxterms, asked.base).write.text(asked.output)
    spark.stop()


if __name__ == "__main__":
    main()
