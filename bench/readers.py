"""`python -m bench.readers`: rows per second and peak memory of each format at 100, 1,000 and 10,000 rows."""

from __future__ import annotations

import multiprocessing
import sys
import time
from pathlib import Path

SIZES = (100, 1_000, 10_000)
SLOW = {"doc": 1_000, "odt": 1_000, "rtf": 1_000, "pdf": 1_000}  # writing more takes LibreOffice minutes
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))


def rows(count: int) -> list[list[str]]:
    """A fictional list: headers and items that differ."""
    headers = ["序号", "职权名称", "权力类型", "实施依据", "责任事项", "风险点", "防控措施", "责任人"]
    return [headers] + [
        [
            str(k),
            f"第{k}号虚构事项的办理",
            "行政许可",
            f"《虚构条例》第{k % 90 + 1}条第{k % 5 + 1}款",
            f"受理后第{k}号窗口当日转办。材料不全的一次告知。",
            f"对第{k}号材料不核对，先办后补。",
            f"第{k}号材料由两人核对，影像存档{k % 30 + 1}年。",
            f"承办人{k % 40}",
        ]
        for k in range(1, count + 1)
    ]


def measure(path: str, queue: multiprocessing.Queue[tuple[int, float, float]]) -> None:
    """Reads a file in a process of its own: rows, seconds, MiB over what the imports take."""
    from loaders.readers import read_document

    data = Path(path).read_bytes()
    read_document(data[:0] or "序号\t职权名称\t备注\n1\ta\tb\n".encode(), "warm.txt")
    before = peak_mib()
    start = time.perf_counter()
    grid = read_document(data, path)
    seconds = time.perf_counter() - start
    queue.put((sum(1 for row in grid.rows if not row.section), seconds, peak_mib() - before))


def peak_mib() -> float:
    """The most memory this process has had, in MiB (Linux only; elsewhere 0)."""
    status = Path("/proc/self/status")
    found = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists() else []
    return int(found[0]) / 1024 if found else 0.0


def main() -> None:
    """One line per format and size."""
    import tempfile

    from readers.conversions import Table, conversions
    from readers.layouts import LAYOUTS

    makers = {f"x.{name}": make for name, make in conversions().items()}
    makers |= {f"{name}.txt": (lambda table, make=make: make(table).encode()) for name, make in LAYOUTS.items()}
    wanted = sys.argv[1:]
    print(f"{'format':<22}{'rows':>8}{'read':>8}{'seconds':>9}{'rows/s':>10}{'MiB':>8}{'file KiB':>10}")
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        for name, make in makers.items():
            if wanted and not any(word in name for word in wanted):
                continue
            for size in SIZES:
                if size > SLOW.get(name.rpartition(".")[2], size):
                    continue
                data = make(Table(rows(size), ("白榆县园林局权责清单（虚构样例）",)))
                path = Path(folder) / name.replace(" ", "_")
                path.write_bytes(data)
                queue: multiprocessing.Queue[tuple[int, float, float]] = context.Queue()
                process = context.Process(target=measure, args=(str(path), queue))
                process.start()
                read, seconds, mib = queue.get()
                process.join()
                print(f"{name:<22}{size + 1:>8}{read:>8}{seconds:>9.2f}{read / seconds:>10.0f}{mib:>8.0f}{len(data) >> 10:>10}", flush=True)


if __name__ == "__main__":
    main()
