#!/usr/bin/env python3
"""Draws the panels of a dashboard as one SVG from what a Prometheus answers, without a Grafana.

The pictures show that queries, transformations, units and overrides of a dashboard fit real data. They do not show how Grafana
draws it. Needs Python 3.9 or newer and nothing else.

    draw_dashboard.py grafana/dashboards/hamlet-device.json --prometheus http://127.0.0.1:9090 --from 1700000000 --to 1700000300 \\
        --var device=twin-1 --output docs/images/dashboard-device.svg

Variables that are not given are asked of Prometheus as Grafana would, and the first value is taken. redraw.py makes the pictures of docs/dashboards.md.
"""
import argparse
import json
import math
import re
import urllib.parse
import urllib.request
from html import escape

WIDTH, UNIT, GAP = 1440, 30, 8
COLORS = ["#73BF69", "#F2CC0C", "#8AB8FF", "#FF780A", "#F2495C", "#5794F2", "#B877D9", "#705DA0", "#37872D", "#FADE2A"]
NAMED = {"green": "#73BF69", "orange": "#FF9830", "red": "#F2495C", "blue": "#5794F2", "light-blue": "#8AB8FF", "super-light-blue": "#C0D8FF",
         "semi-dark-blue": "#3274D9", "yellow": "#FADE2A", "purple": "#B877D9", "text": "#9FA7B3"}
SCALES = {"s": [(3600, "h"), (60, "min"), (1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")],
          "bytes": [(2 ** 30, "GiB"), (2 ** 20, "MiB"), (2 ** 10, "KiB"), (1, "B")],
          "decbytes": [(1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1, "B")]}
SUFFIX = {"watt": "W", "joule": "J", "watth": "Wh", "volt": "V", "amp": "A", "hertz": "Hz", "celsius": "°C", "cps": "c/s", "ppm": "ppm"}


def say(value, unit, decimals=None):
    """A number with its unit, about as Grafana writes it."""
    if value is None or math.isnan(value):
        return "–"
    if unit == "percentunit":
        return f"{100 * value:.{1 if decimals is None else decimals}f}%".replace("-0.0%", "0.0%")
    if unit in ("celsius", "ppm"):
        return f"{value:.3g} {SUFFIX[unit]}"
    if unit in SCALES:
        scales = SCALES[unit]
    else:
        scales = [(10 ** p, n + SUFFIX.get(unit, "")) for p, n in ((9, "G"), (6, "M"), (3, "k"), (0, ""), (-3, "m"), (-6, "µ"), (-9, "n"))]
    scale, name = next(((s, n) for s, n in scales if abs(value) >= s), scales[-1] if value else (1, SUFFIX.get(unit, "")))
    return f"{value / scale:.4g} {name}".strip()


class Prometheus:
    def __init__(self, url, start, end):
        self.url, self.start, self.end = url, start, end
        self.step = max(5, math.ceil((end - start) / 150))

    def ask(self, expr, instant):
        path, window = ("query", {"time": self.end}) if instant else (
            "query_range", {"start": self.start, "end": self.end, "step": self.step})
        data = urllib.parse.urlencode({"query": expr, **window}).encode()
        with urllib.request.urlopen(f"{self.url}/api/v1/{path}", data=data) as answer:
            return json.load(answer)["data"]["result"]

    def label_values(self, selector, label):
        window = urllib.parse.urlencode({"match[]": selector, "start": self.start, "end": self.end})
        with urllib.request.urlopen(f"{self.url}/api/v1/label/{label}/values?{window}") as answer:
            return json.load(answer)["data"]


class Panel:
    """One panel: its place, its answers, and what its field options say of each name."""

    def __init__(self, panel, prometheus, variables):
        self.panel, self.prometheus = panel, prometheus
        grid = panel["gridPos"]
        self.x, self.y = grid["x"] * WIDTH / 24 + GAP / 2, grid["y"] * UNIT + GAP / 2
        self.w, self.h = grid["w"] * WIDTH / 24 - GAP, grid["h"] * UNIT - GAP
        self.defaults = panel["fieldConfig"]["defaults"]
        self.out = [f'<rect x="{self.x:.0f}" y="{self.y:.0f}" width="{self.w:.0f}" height="{self.h:.0f}" rx="3" fill="#181B1F" stroke="#2C3235"/>']
        fits = int((self.w - 16) / 7.2)
        title = panel["title"] if len(panel["title"]) <= fits else panel["title"][:fits - 1] + "…"
        self.text(self.x + 8, self.y + 17, title, "#CCCCDC", 12.5, bold=True)
        self.answers = [prometheus.ask(fill(t["expr"], prometheus, variables), t["instant"]) for t in panel["targets"]]

    def text(self, x, y, words, color="#9FA7B3", size=11, anchor="start", bold=False):
        weight = ' font-weight="600"' if bold else ""
        self.out.append(f'<text x="{x:.1f}" y="{y:.1f}" fill="{color}" font-size="{size}" text-anchor="{anchor}"{weight}>{escape(str(words))}</text>')

    def box(self, x, y, w, h, color, opacity=1.0):
        w = min(w, self.x + self.w - 4 - x)
        self.out.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0, w):.1f}" height="{max(0, h):.1f}" fill="{color}" fill-opacity="{opacity}"/>')

    def option(self, name, key, default=None):
        value = self.defaults.get(key, default)
        for override in self.panel["fieldConfig"]["overrides"]:
            wanted, how = override["matcher"]["options"], override["matcher"]["id"]
            if name == wanted if how == "byName" else re.fullmatch(wanted, name):
                value = next((p["value"] for p in override["properties"] if p["id"] == key), value)
        return value

    def color(self, value, name="", fallback="#73BF69"):
        steps = (self.option(name, "thresholds") or {}).get("steps", [])
        reached = [s["color"] for s in steps if s["value"] is None or value >= s["value"]]
        return NAMED.get(reached[-1], fallback) if reached else fallback

    def mapped(self, value):
        return self.known(value) or (say(value, self.defaults["unit"]), self.color(value))

    def known(self, value, name=""):
        """Text and colour that the mappings of a field have for a value; None without."""
        for mapping in self.option(name, "mappings", []):
            one = mapping["options"].get(value if isinstance(value, str) else f"{value:g}")
            if one:
                return one["text"], NAMED[one.get("color", "text")]
        return None

    def series(self):
        """Names and answers of all targets."""
        for target, answer in zip(self.panel["targets"], self.answers):
            for one in answer:
                yield re.sub(r"\{\{(\w+)}}", lambda m: one["metric"].get(m[1], ""), target.get("legendFormat", "")), one

    def rows(self):
        """The table that the transformations merge and organize make."""
        rows, columns = {}, []
        for target, answer in zip(self.panel["targets"], self.answers):
            column = "Value" if len(self.answers) == 1 else "Value #" + target["refId"]
            for one in answer:
                row = next((r for r in rows.values() if column not in r and all(r.get(k, v) == v for k, v in one["metric"].items())), None)
                row = rows.setdefault(len(rows), {}) if row is None else row
                row.update(one["metric"])
                row[column] = float(one["value"][1])
                columns += [k for k in row if k not in columns]
        for transformation in self.panel.get("transformations", []):
            options = transformation["options"]
            if transformation["id"] == "organize":
                columns = [c for c in columns if not options.get("excludeByName", {}).get(c)]
                columns.sort(key=lambda c: options.get("indexByName", {}).get(c, 99))
                names = options.get("renameByName", {})
                rows = {k: {names.get(c, c): v for c, v in r.items()} for k, r in rows.items()}
                columns = [names.get(c, c) for c in columns]
        first = next((t["options"]["sort"][0]["field"] for t in self.panel.get("transformations", []) if t["id"] == "sortBy"), "variant")
        return columns, sorted(rows.values(), key=lambda r: tuple(str(r.get(c, "")) for c in (first, "model", "variant", "device")))

    def draw(self):
        kind = self.panel["type"].replace("-", "_")
        if not any(self.answers):
            self.text(self.x + self.w / 2, self.y + self.h / 2 + 8, self.defaults.get("noValue", "no data"), anchor="middle")
        else:
            getattr(self, kind)()
        return "\n".join(self.out)

    def stat(self):
        shown = list(self.series())
        by_name = self.panel["options"]["textMode"] == "name"
        for i, (name, one) in enumerate(shown):
            value = float(one["value"][1])
            words, color = (name, "#73BF69") if by_name else self.mapped(value)
            if self.option(name, "unit") != self.defaults["unit"]:
                words = say(value, self.option(name, "unit"))
            x = self.x + self.w * (i + 0.5) / len(shown)
            self.text(x, self.y + self.h * 0.62, words, color, min(26, 1.7 * self.w / len(shown) / max(4, len(words))), "middle", True)
            if not by_name and (len(shown) > 1 or self.panel["options"]["textMode"] == "value_and_name"):
                self.text(x, self.y + self.h * 0.62 + 18, name, anchor="middle")

    def gauge(self):
        value = float(self.answers[0][0]["value"][1])
        self.text(self.x + self.w / 2, self.y + self.h * 0.6, say(value, self.defaults["unit"]), self.color(value), 30, "middle", True)

    def bargauge(self):
        shown = sorted(self.series(), key=lambda s: s[0])
        top = self.defaults.get("max") or max(float(one["value"][1]) for _, one in shown) or 1
        for i, (name, one) in enumerate(shown[:int((self.h - 26) / 22)]):
            value, y = float(one["value"][1]), self.y + 28 + 22 * i
            self.text(self.x + 8, y + 13, name)
            self.box(self.x + 170, y, (self.w - 270) * value / top, 16, self.color(value))
            self.text(self.x + self.w - 8, y + 13, say(value, self.defaults["unit"]), self.color(value), anchor="end")

    def frame(self, low, high, unit, right=None, legend=1):
        """Axes of a graph above a legend of so many lines; answers its left, top, width and height."""
        left, top, width, height = self.x + 62, self.y + 26, self.w - (124 if right else 74), self.h - 50 - 14 * legend
        for i in range(5):
            y = top + height * (1 - i / 4)
            self.out.append(f'<path d="M{left:.0f} {y:.1f}h{width:.0f}" stroke="#2C3235"/>')
            self.text(left - 5, y + 4, say(low + (high - low) * i / 4, unit), anchor="end", size=10)
            if right:
                self.text(left + width + 5, y + 4, say(right[0] + (right[1] - right[0]) * i / 4, right[2]), size=10)
        return left, top, width, height

    def legend_lines(self, names):
        """Indices of the names, line by line, as many to a line as fit."""
        lines, used = [[]], 0
        for i, name in enumerate(names):
            needed = 24 + 6.1 * len(name)
            if lines[-1] and used + needed > self.w - 16:
                lines, used = lines + [[]], 0
            lines[-1].append((i, used))
            used += needed
        return lines

    def legend_entry(self, lines, index, name, color):
        row, x = next((r, x) for r, line in enumerate(lines) for i, x in line if i == index)
        y = self.y + self.h - 8 - 14 * (len(lines) - 1 - row)
        self.box(self.x + 10 + x, y - 6, 10, 4, color)
        self.text(self.x + 24 + x, y, name, size=10)

    def times(self, left, top, width, height):
        span = self.prometheus.end - self.prometheus.start
        for i in range(5):
            self.text(left + width * i / 4, top + height + 13, f"{span * i / 4:.0f} s", anchor="middle", size=10)
        return lambda t: left + width * (t - self.prometheus.start) / span

    def timeseries(self):
        lines = [(n, [(t, float(v)) for t, v in one["values"] if v != "NaN"]) for n, one in self.series()]
        lines = [(n, points) for n, points in lines if points]
        on_right = [n for n, _ in lines if self.option(n, "custom.axisPlacement") == "right"]

        def bounds(names):
            values = [v for n, points in lines if n in names for _, v in points] or [0, 1]
            return axis(values, self.defaults.get("min"), self.defaults.get("max"))

        stacked = self.defaults["custom"].get("stacking", {}).get("mode") == "normal"
        low, high = bounds([n for n, _ in lines if n not in on_right])
        base = {}
        if stacked:
            sums = {}
            for _, points in lines:
                for t, v in points:
                    sums[t] = sums.get(t, 0) + v
            low, high = 0, max(sums.values()) or 1
        right = (*bounds(on_right), self.option(on_right[0], "unit")) if on_right else None
        rows = self.legend_lines([n for n, _ in lines])
        area = left, top, width, height = self.frame(low, high, self.defaults["unit"], right, len(rows))
        place = self.times(*area)
        for i, (name, points) in enumerate(lines):
            fixed = self.option(name, "color")
            color = NAMED[fixed["fixedColor"]] if fixed else COLORS[i % len(COLORS)]
            lo, hi = right[:2] if name in on_right else (low, high)
            y = lambda v: top + height * (1 - (v - lo) / (hi - lo))
            if stacked or self.option(name, "custom.drawStyle") == "bars":
                bar = max(1, width / len(points) - 1)
                for t, v in points:
                    below = base.get(t, 0) if stacked else 0
                    base[t] = below + v
                    self.box(place(t) - bar / 2, y(below + v), bar, y(below) - y(below + v), color, 0.8)
            else:
                path, last = "", None
                for t, v in points:
                    path += f"{'L' if last and t - last <= 1.5 * self.prometheus.step else 'M'}{place(t):.1f} {y(v):.1f}"
                    last = t
                dash = ' stroke-dasharray="2 3"' if self.option(name, "custom.lineStyle") else ""
                self.out.append(f'<path d="{path}" fill="none" stroke="{color}" stroke-width="1.4"{dash}/>')
            self.legend_entry(rows, i, name, color)

    def state_timeline(self):
        shown = list(self.series())
        left, width, height = self.x + 90, self.w - 100, (self.h - 62) / max(1, len(shown))
        place = self.times(left, self.y + 26, width, self.h - 62)
        for i, (name, one) in enumerate(shown):
            y = self.y + 26 + height * i
            self.text(left - 6, y + height / 2 + 4, name, anchor="end")
            for t, v in one["values"]:
                self.box(place(t), y + 2, width * self.prometheus.step / (self.prometheus.end - self.prometheus.start) + 0.4, height - 4, self.mapped(float(v))[1], 0.85)
        legend = left
        for mapping in self.defaults.get("mappings", []):
            for known in mapping["options"].values():
                self.box(legend, self.y + self.h - 17, 10, 8, NAMED[known["color"]])
                self.text(legend + 14, self.y + self.h - 9, known["text"], size=10)
                legend += 26 + 6.1 * len(known["text"])

    def heatmap(self):
        bounds = sorted({one["metric"]["le"] for one in self.answers[0]}, key=lambda le: float(le.replace("+Inf", "inf")))
        cumulative = {one["metric"]["le"]: {t: float(v) for t, v in one["values"]} for one in self.answers[0]}
        left, top, width, height = self.x + 62, self.y + 26, self.w - 74, self.h - 52
        place, row = self.times(left, top, width, height), height / len(bounds)
        cells = [(i, t, v - cumulative[bounds[i - 1]].get(t, 0) if i else v) for i, le in enumerate(bounds) for t, v in cumulative[le].items()]
        most = max((v for _, _, v in cells), default=1) or 1
        for i, t, v in cells:
            if v > 1e-9:
                self.box(place(t), top + height - row * (i + 1), width * self.prometheus.step / (self.prometheus.end - self.prometheus.start), row - 1, "#FF780A", round(0.15 + 0.85 * math.sqrt(v / most), 2))
        for i, le in enumerate(bounds):
            self.text(left - 5, top + height - row * (i + 0.5) + 4, "∞" if le == "+Inf" else say(float(le), self.defaults["unit"]), anchor="end", size=10)

    def table(self):
        columns, rows = self.rows()
        cells = [[self.cell(row.get(column, ""), column) for column in columns] for row in rows]
        length = [max(len(column), *(len(row[c][0]) for row in cells)) + 1.5 for c, column in enumerate(columns)]
        place = [self.x + 8 + (self.w - 16) * sum(length[:c]) / sum(length) for c in range(len(columns))]
        size = min(11, (self.w - 16) / sum(length) / 0.58)
        fit = int((self.h - 44) / 19)
        for c, column in enumerate(columns):
            self.text(place[c], self.y + 38, column, "#8AB8FF", size, bold=True)
            for r, row in enumerate(cells[:fit]):
                self.text(place[c], self.y + 58 + 19 * r, *row[c], size)
        if len(cells) > fit:
            self.text(self.x + self.w - 8, self.y + 17, f"{len(cells) - fit} rows more", anchor="end")

    def cell(self, value, column):
        """Text and colour of a cell of a table."""
        if self.known(value, column):
            return self.known(value, column)
        if isinstance(value, float):
            color = self.color(value, column, "#CCCCDC") if self.option(column, "thresholds") else "#CCCCDC"
            return say(value, self.option(column, "unit"), self.option(column, "decimals")), color
        return value, "#CCCCDC"

    def barchart(self):
        columns, rows = self.rows()
        low, pale = "up to the lower bound", "95 % interval"
        ends = [row[low] + row[pale] for row in rows]
        least, most = min(0, *(row[low] for row in rows)), max(ends)
        names = 20 + 5.9 * max(len(row[self.panel["options"]["xField"]]) for row in rows)
        left, width, height = self.x + names, self.w - names - 40, (self.h - 60) / len(rows)
        x = lambda v: left + width * (v - least) / (most - least)
        for i, row in enumerate(rows):
            y = self.y + 28 + height * i
            self.text(left - 6, y + height / 2 + 4, row[self.panel["options"]["xField"]], anchor="end")
            self.box(min(x(0), x(row[low])), y + 2, abs(x(row[low]) - x(0)), height - 4, NAMED["blue"], 0.8)
            self.box(x(row[low]), y + 2, x(row[low] + row[pale]) - x(row[low]), height - 4, NAMED["super-light-blue"], 0.6)
        for i in range(5):
            self.text(left + width * i / 4, self.y + self.h - 14, say(least + (most - least) * i / 4, self.defaults["unit"]), anchor="middle", size=10)

    def xychart(self):
        one = self.panel["options"]["series"][0]
        across, up = one["x"]["matcher"]["options"], one["y"]["matcher"]["options"]
        rows = [row for row in self.rows()[1] if across in row and up in row]
        parts = next(t["options"]["fields"] for t in self.panel["transformations"] if t["id"] == "partitionByValues")
        name = lambda row: " ".join(row[p] for p in parts if len({r[p] for r in rows}) > 1)
        names = sorted({name(row) for row in rows})
        lines = self.legend_lines(names)
        (x0, x1), (y0, y1) = axis([row[across] for row in rows], pad=0.08), axis([row[up] for row in rows], pad=0.08)
        left, top, width, height = self.frame(y0, y1, self.option(up, "unit"), None, len(lines) + 1)
        for i in range(5):
            self.text(left + width * i / 4, top + height + 13, say(x0 + (x1 - x0) * i / 4, self.option(across, "unit")), anchor="middle", size=10)
        self.text(left + width / 2, top + height + 27, f"{across} →   ({up} ↑)", anchor="middle", size=10)
        for row in rows:
            x, y = left + width * (row[across] - x0) / (x1 - x0), top + height * (1 - (row[up] - y0) / (y1 - y0))
            self.out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{COLORS[names.index(name(row)) % len(COLORS)]}" fill-opacity="0.8"/>')
        for i, one in enumerate(names):
            self.legend_entry(lines, i, one, COLORS[i % len(COLORS)])


def axis(values, least=None, most=None, pad=0.0):
    """Ends of an axis; a flat series gets room above and below by its own size, nothing but 0 gets 0 to 1."""
    low, high = min(values) if least is None else least, max(values) if most is None else most
    room = pad * (high - low)
    if low == high == 0:
        return 0, 1
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        room = 0.05 * max(abs(low), abs(high))
    return low - (room if least is None else 0), high + (room if most is None else 0)


def fill(expr, prometheus, variables):
    if prometheus:
        expr = expr.replace("$__rate_interval", f"{max(20, prometheus.step + 5)}s").replace("$__range", f"{int(prometheus.end - prometheus.start)}s")
    return re.sub(r"\$\{?([a-zA-Z_]\w*)(?::\w+)?}?", lambda m: variables[m[1]], expr)


def values_of(dashboard, given, prometheus):
    """Values of all variables, and the choices of each."""
    values, choices = {}, {}
    for variable in dashboard["templating"]["list"]:
        name, value = variable["name"], variable.get("current", {}).get("value", "")
        if variable["type"] == "query":
            choices[name] = choices_of(fill(variable["query"]["query"], prometheus, values), variable.get("regex", ""), prometheus)
            if not choices[name]:
                raise SystemExit(f"nothing to choose for the variable {name}")
            value = ".+" if variable["multi"] else value if value in choices[name] else choices[name][0]
        values[name] = given.get(name, value)
    return values, choices


def choices_of(query, regex, prometheus):
    labels = re.fullmatch(r"label_values\((.*), (\w+)\)", query)
    if labels:
        return prometheus.label_values(labels[1], labels[2])
    lines = ["{" + ",".join(f'{k}="{v}"' for k, v in sorted(one["metric"].items())) + "}" for one in prometheus.ask(query[len("query_result("):-1], True)]
    found = (re.search(regex.strip("/").replace("(?<", "(?P<"), line) for line in lines)
    return [match["value"] for match in found if match]


def repeated(panels, variables, choices):
    """Panels with what they are repeated for: a copy for each choice, side by side."""
    top, shown = 0, []
    for panel in panels:
        over = choices.get(panel.get("repeat"), [None])
        grid = panel["gridPos"]
        for i, choice in enumerate(over):
            at = variables if choice is None else variables | {panel["repeat"]: re.escape(choice).replace("\\", "\\\\")}
            named = variables if choice is None else variables | {panel["repeat"]: choice}
            per_row = panel.get("maxPerRow", 1)
            place = grid if choice is None else {**grid, "x": i % per_row * grid["w"], "y": grid["y"] + top + i // per_row * grid["h"]}
            shown.append(({**panel, "gridPos": place, "title": fill(panel["title"], None, named)}, at))
        if len(over) > 1:
            top += (len(over) - 1) // panel.get("maxPerRow", 1) * grid["h"]
    return shown


def opened(row, variables, choices):
    """The panels of a collapsed row, once for each choice that the row is repeated for, below each other."""
    y = row["gridPos"]["y"]
    for choice in choices.get(row.get("repeat"), [None]):
        at = variables if choice is None else variables | {row["repeat"]: choice}
        yield {**row, "collapsed": False, "gridPos": {**row["gridPos"], "y": y}, "title": fill(row["title"], None, at)}, at
        first = min(panel["gridPos"]["y"] for panel in row["panels"])
        moved = [{**panel, "gridPos": {**panel["gridPos"], "y": panel["gridPos"]["y"] - first + y + 1}} for panel in row["panels"]]
        shown = repeated(moved, at, choices)
        yield from shown
        y = max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel, _ in shown)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("dashboard")
    parser.add_argument("--prometheus", required=True)
    parser.add_argument("--from", dest="start", type=float, required=True)
    parser.add_argument("--to", type=float, required=True)
    parser.add_argument("--var", action="append", default=[])
    parser.add_argument("--open", default="", help="how the titles of collapsed rows begin that are drawn open")
    parser.add_argument("--output", required=True)
    arguments = parser.parse_args()
    with open(arguments.dashboard, encoding="utf-8") as file:
        dashboard = json.load(file)
    prometheus = Prometheus(arguments.prometheus, arguments.start, arguments.to)
    variables, choices = values_of(dashboard, dict(v.split("=", 1) for v in arguments.var), prometheus)
    shown = []
    for panel in dashboard["panels"]:
        wanted = panel.get("collapsed") and arguments.open and panel["title"].startswith(arguments.open)
        shown += opened(panel, variables, choices) if wanted else [({**panel, "title": fill(panel["title"], None, variables)}, variables)]
    parts, bottom = [], 0
    for panel, values in shown:
        bottom = max(bottom, panel["gridPos"]["y"] + panel["gridPos"]["h"])
        if panel["type"] == "row":
            mark = "▸" if panel["collapsed"] else "▾"
            parts.append(f'<text x="8" y="{panel["gridPos"]["y"] * UNIT + 20}" fill="#CCCCDC" font-size="13">{mark} {escape(panel["title"])}</text>')
        else:
            parts.append(Panel(panel, prometheus, values).draw())
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -34 {WIDTH} {bottom * UNIT + 38}" font-family="Helvetica, Arial, sans-serif">'
            f'<rect y="-34" width="{WIDTH}" height="{bottom * UNIT + 38}" fill="#111217"/>'
            f'<text x="8" y="-12" fill="#FFFFFF" font-size="16">{escape(dashboard["title"])} (drawn from its queries, without Grafana)</text>')
    with open(arguments.output, "w", encoding="utf-8") as file:
        file.write(head + "\n" + "\n".join(parts) + "\n</svg>\n")


if __name__ == "__main__":
    main()
