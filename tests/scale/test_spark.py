"""The same job through Spark, in local mode."""

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from tests.scale.files import environment, scale, written

pytest.importorskip("pyspark", reason="the extra spark is not installed here")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark runs on Java, which is not installed here")

_PROGRAM = """
import os, signal, sys
from pathlib import Path
from pyspark.sql import SparkSession
from copydesk.scale.choices import Choices
from copydesk.scale.sources import located
from copydesk.scale.spark import records

folder, out, mark = sys.argv[1:]
spark = SparkSession.builder.master("local[2,3]").config("spark.ui.enabled", "false").getOrCreate()
rows = records(spark, located([folder]), Choices()).collect()
Path(out).write_text(repr(sorted((r.file, r.number, r.outcome, r.headline, r.text, r.prints) for r in rows)), "utf-8")
spark.stop()
"""
_KILLED_ONCE = """
import os, signal
import copydesk

read = copydesk.read_capture
mark = os.environ["KILLED_MARK"]

def read_capture(capture, **given):
    if b"kills its reader once" in capture.content and not os.path.exists(mark):
        open(mark, "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return read(capture, **given)

copydesk.read_capture = read_capture
"""


_OWN = """
select r.file, r.number, outcome, headline, text, prints from '{out}/records/*.parquet' as r
left join read_parquet('{out}/postings/*.parquet', filename = true) as p
    on parse_filename(p.filename, true) = r.file and p.number = r.number
order by 1, 2
"""


def test_spark_gives_the_rows_of_a_run_also_with_a_worker_killed(tmp_path: Path) -> None:
    folder = tmp_path / "warcs"
    folder.mkdir()
    written(folder / "a.warc.gz", range(4))
    written(folder / "b.warc.gz", range(10, 14), n12="It kills its reader once.")
    (folder / "c.warc.gz").write_bytes(b"")
    reader = tmp_path / "reader"
    reader.mkdir()
    (reader / "sitecustomize.py").write_text(_KILLED_ONCE, encoding="utf-8")
    program, out, mark = tmp_path / "program.py", tmp_path / "rows.txt", tmp_path / "killed"
    program.write_text(_PROGRAM, encoding="utf-8")
    ours = {**environment(reader), "KILLED_MARK": str(mark), "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(
        [sys.executable, program, folder, out, mark], env=ours, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    assert mark.exists()
    scale("run", folder, "-o", tmp_path / "out")
    own = duckdb.sql(_OWN.format(out=tmp_path / "out")).fetchall()
    failed = ("c.warc.gz", -1, "no-file", None, None, None)
    assert eval(out.read_text(encoding="utf-8")) == [*own, failed]
