"""Text logs, taken apart with the tools of Python's standard library: the ending of the file says how it was written. An entry is a
line that a pattern of its style splits; its time is what `datetime` or `decimal` make of it. Entries by their source."""

import datetime
import decimal
import pathlib
import re

from answers import serve

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
DAY = 86_400_000_000_000


def dated(*forms):
    """Nanoseconds since 1970 of a date without a zone."""

    def read(text, _state):
        for form in forms:
            try:
                when = datetime.datetime.strptime(text, form).replace(tzinfo=UTC)
            except ValueError:
                continue
            return (when - EPOCH) // datetime.timedelta(microseconds=1) * 1_000
        raise ValueError(text)

    return read


def of_days(form, day_of):
    """Nanoseconds since midnight of the first day; a day passes wherever `day_of` or, without it, the time falls back."""

    def read(text, state):
        # A leap year, in which every day exists.
        when = datetime.datetime.strptime(f"2000 {text}", f"%Y {form}")
        clock = when - datetime.datetime(when.year, when.month, when.day)
        mark = (when.month, when.day) if day_of else clock
        before = state.get("mark", mark)
        if (mark != before) if day_of else (mark < before):
            state["days"] = state.get("days", 0) + 1
        state["mark"] = mark
        return state.get("days", 0) * DAY + clock // datetime.timedelta(microseconds=1) * 1_000

    return read


def seconds(scale):
    return lambda text, _state: int(decimal.Decimal(text) * scale)


ISO = "%Y-%m-%d %H:%M:%S.%f"
COMMA = "%Y-%m-%d %H:%M:%S,%f"
NANO = 1_000_000_000
WHEN = r"(?P<when>[\d-]+ [\d:.,]+)"
ANDROID = r" +\d+ +\d+ [VDIWEF] (?P<who>\w+) *: "

# By ending: how an entry begins, how its time is written, and whose it is where the entry does not say.
STYLES = {
    "logcat": (rf"{WHEN}{ANDROID}", of_days("%m-%d %H:%M:%S.%f", True), None),
    "logcat_of_a_year": (rf"{WHEN}{ANDROID}", dated(ISO), None),
    "monotonic_logcat": (rf" *(?P<when>[\d.]+){ANDROID}", seconds(NANO), None),
    "syslog": (r"<\d+>(?P<when>\w{3} [ \d]\d [\d:]+) tcu (?P<who>\w+)\[\d+\]: ", of_days("%b %d %H:%M:%S", True), None),
    "rfc_5424": (r"<\d+>1 (?P<when>\S+) tcu (?P<who>\w+) \d+ - - ", dated("%Y-%m-%dT%H:%M:%S.%fZ"), None),
    "openwrt": (r"(?P<when>\w{3} [ \d]\d [\d:]+) tcu daemon\.\w+ (?P<who>\w+)\[\d+\]: ", of_days("%b %d %H:%M:%S", True), None),
    "dmesg": (r"<\d>\[ *(?P<when>[\d.]+)\] ", seconds(NANO), "kernel"),
    "ros": (r"\[\w+\] \[(?P<when>[\d.]+)\] \[(?P<who>\w+)\]: ", seconds(NANO), None),
    "ros_launch": (r"\[\w+-1\] \[\w+\] \[(?P<when>[\d.]+)\] \[(?P<who>\w+)\]: ", seconds(NANO), None),
    "glog": (r"[IWEF](?P<when>\d{4} [\d:.]+) +\d+ (?P<who>\w+\.cc):\d+\] ", of_days("%m%d %H:%M:%S.%f", True), None),
    "python": (rf"{WHEN} - (?P<who>\w+) - [A-Z]+ - ", dated(COMMA), None),
    "spdlog": (rf"\[{WHEN}\] \[(?P<who>\w+)\] \[\w+\] ", dated(ISO), None),
    "log4j": (rf"{WHEN} [A-Z]+ +\[main\] (?P<who>[\w.]+): ", dated(COMMA), None),
    "spark": (r"(?P<when>[\d/]+ [\d:]+) [A-Z]+ (?P<who>[\w.]+): ", dated("%y/%m/%d %H:%M:%S"), None),
    "hdfs": (r"(?P<when>\d{6} \d{6}) \d+ [A-Z]+ (?P<who>[\w.]+): ", dated("%y%m%d %H%M%S"), None),
    "logfmt": (r'time="(?P<when>\S+)" level=\w+ component=(?P<who>\w+) msg=', dated("%Y-%m-%dT%H:%M:%S.%fZ"), None),
    "time_of_day": (r"(?P<when>[\d:.]+) \[main\] [A-Z]+ (?P<who>[\w.]+) - ", of_days("%H:%M:%S.%f", False), None),
    "esp_idf": (r"[VDIWE] \((?P<when>\d+)\) (?P<who>\w+): ", seconds(1_000_000), None),
}


def ask(path, answer):
    head, time_of, fixed = STYLES[pathlib.Path(path).suffix[1:]]
    state = {}
    for line in pathlib.Path(path).read_text(encoding="utf-8-sig").splitlines():
        match = re.match(head, line)
        if match:
            answer.message(fixed or match["who"], time_of(match["when"], state))


serve(ask)
