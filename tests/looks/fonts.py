"""Cut the fonts of pictures to the letters that they need: `python -m tests.looks.fonts`.

Takes Noto Sans (SIL Open Font License 1.1) of Debian's fonts-noto-core and fonts-noto-cjk, and
fonttools' `pyftsubset`. Needed again only if a catalog got Chinese signs that no picture knows.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "bot" / "pictures" / "fonts"
INSTALLED = Path("/usr/share/fonts")

LATIN = "U+0020-007E,U+00A0-017F,U+2009,U+2010-2026,U+202F,U+2030,U+2039-203A,U+20AC"
DEVANAGARI = "U+0020,U+0900-097F,U+200C-200D,U+25CC,U+20B9"
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def chinese_signs() -> str:
    """List every Chinese sign that the catalog may say, each once."""
    catalog = (ROOT / "bot" / "locale" / "zh-CN.po").read_text("utf-8")
    return "".join(sorted({*CHINESE.findall(catalog), *"年月日至，。：；？！（）、“”《》…—"}))


def main() -> int:
    """Write the three fonts and the list of Chinese signs."""
    signs = FOLDER / "chinese.txt"
    signs.write_text(chinese_signs() + "\n", "utf-8")
    core = INSTALLED / "truetype" / "noto"
    for name, source, letters in (
        ("latin.ttf", core / "NotoSans-Regular.ttf", [f"--unicodes={LATIN}"]),
        ("devanagari.ttf", core / "NotoSansDevanagari-Regular.ttf", [f"--unicodes={DEVANAGARI}"]),
        (
            "chinese.otf",
            INSTALLED / "opentype" / "noto" / "NotoSansCJK-Regular.ttc",
            # The third face of the collection is the one for simplified signs.
            [f"--text-file={signs}", "--font-number=2"],
        ),
    ):
        features = "*" if name == "devanagari.ttf" else "kern,mark,mkmk,ccmp,locl"
        command = ["pyftsubset", str(source), *letters, f"--layout-features={features}"]
        command += ["--no-hinting", "--desubroutinize", f"--output-file={FOLDER / name}"]
        subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
