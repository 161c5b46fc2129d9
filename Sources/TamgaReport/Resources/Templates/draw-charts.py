"""Draws charts: reads one JSON object a line, writes one JSON object a line.

In:  {"id": "...", "spec": {...}}     out: {"id": "...", "svg": "..."} or {"id": "...", "error": "..."}
"""

import json
import sys

VEGA_LITE = "6.4"


def main():
    try:
        import vl_convert
    except ImportError as error:
        print(json.dumps({"id": "", "error": "import: %s" % error}), flush=True)
        return 69
    for line in sys.stdin.buffer:
        request = json.loads(line.decode("utf-8"))
        answer = {"id": request["id"]}
        try:
            answer["svg"] = vl_convert.vegalite_to_svg(
                request["spec"], vl_version=VEGA_LITE, allowed_base_urls=[])
        except Exception as error:  # the library raises several kinds; the caller reports it
            answer["error"] = str(error)
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()
    return 0


sys.exit(main())
