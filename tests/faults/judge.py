"""Judges a run of which one call failed, by the run without a fault: the rules are in README.md."""

import errno
import os
import re
import signal
import struct

import holdem
from scenes import GROWING, TIMED

# What the reason may read like: that of the errno, or of what libc makes of it.
WORDS = {name: {os.strerror(getattr(errno, name))} for name in ("EMFILE", "EACCES", "ENOSPC", "EIO")}
# Threads that cannot be started, the program's own words, zstd's.
WORDS["ENOMEM"] = {os.strerror(errno.ENOMEM), os.strerror(errno.EAGAIN), "out of memory", "not enough memory"}


def says(text, error):
    return any(word in text for word in WORDS[error])


def whole_records(content):
    """An event file ends where a record ends."""
    at = 0
    while at + 12 <= len(content):
        at += 12 + struct.unpack_from("<Q", content, at)[0] + 4
    return at == len(content)


def whole(path, content, right):
    """Is an output of a run that says it succeeded complete? right: what the run without a fault wrote, or None."""
    if content is None:
        return False
    if right is None:
        return path.endswith("err") or not content or GROWING.search(path) is not None
    if "tfevents" in path:
        return whole_records(content)
    if TIMED.search(path):
        return content.endswith(b"\n") and content.count(b"\n") >= right.count(b"\n")
    return content == right


def by_name(tree):
    """Event files, which have the time in their names, and earlier-N folders are known by their order."""
    named, numbers = {}, {}
    earlier = sorted({found[0] for path in tree if (found := re.match(r"run/earlier-\d+/", path))})
    for path in sorted(tree):
        name = path
        for number, folder in enumerate(earlier, 1):
            if path.startswith(folder):
                name = f"run/earlier-{number}/{path[len(folder):]}"
        if "tfevents" in path:
            folder = name.rpartition("/")[0]
            numbers[folder] = numbers.get(folder, 0) + 1
            name = f"{folder}/events.out.tfevents.{numbers[folder]}"
        named[name] = tree[path]
    return named


def is_kept(path, old, tree):
    """Its content is somewhere, be it elsewhere, or be it the beginning of more."""
    return any(content == old or (GROWING.search(path) and content.startswith(old)) for content in tree.values())


def lost(before, after, right):
    """Files that lay there before and are not whole any more: neither kept nor replaced or removed as it should be."""
    for path, old in before.items():
        if not is_kept(path, old, after) and (is_kept(path, old, right) or after.get(path) != right.get(path)):
            yield path


def newest_checkpoint(tree):
    name = re.compile(r"run/(?:earlier-\d+/)?checkpoints/checkpoint_iter(\d+)\.holdem")
    return max((int(found[1]) for found in map(name.fullmatch, tree) if found), default=0)


class Judge:
    """Of one scene: what lay there before, and what the run without a fault made of it."""

    def __init__(self, scene, folder, before, outcome):
        self.scene, self.before, self.outcome = scene, by_name(before), outcome
        self.right = by_name(holdem.files(folder))
        self.known = set(before.values()) | set(self.right.values())

    def printed(self, out):
        if not self.scene.prints:
            return out == self.outcome.out
        return re.search(f"{self.scene.prints}\\Z", out.decode(errors="replace")) is not None

    def success(self, outcome, after):
        """The outputs of a run with status 0 that are not complete and right."""
        wrong = [path for path, content in self.right.items() if not whole(path, after.get(path), content)]
        # What could not be removed does no harm.
        wrong += [path for path in after.keys() - self.right.keys() if not holdem.TEMPORARY.search(path)
                  and after[path] != self.before.get(path) and not whole(path, after[path], None)]
        if not self.printed(outcome.out):
            wrong.append("standard output")
        return wrong

    def problems(self, outcome, folder, kind, error, failed):
        """What is wrong with a run, in words."""
        after = by_name(holdem.files(folder))
        said = (outcome.out + outcome.err).decode(errors="replace")
        if outcome.status < 0:
            if outcome.status != -signal.SIGABRT or kind not in ("memory", "map") or "out of memory" not in said:
                yield f"died by {outcome}"
        elif outcome.status == 0:
            wrong = self.success(outcome, after)
            may_go_on = self.scene.result and not {self.scene.result, "standard output"} & set(wrong)
            if wrong and not (may_go_on and says(said, error)):
                yield f"silent success: not whole: {', '.join(wrong)}"
            # What was not synced is there until the power fails.
            if kind == "sync" and failed and not says(said, error):
                yield f"silent success: {failed} failed"
        elif outcome.status == 1:
            lines = outcome.error_lines
            # What could not be written to standard error cannot be read there.
            if not re.match(r"write.* of (descriptor 2|pipe:.*)$", failed) or lines:
                if len(lines) != 1:
                    yield f"{len(lines)} lines instead of one: {' | '.join(lines)[:300]}"
                elif not says(lines[0], error):
                    yield f"no reason: {lines[0]}"
        else:
            yield f"status {outcome.status}"
        if outcome.status >= 0 and not failed.startswith("unlink"):
            for path in holdem.temporaries(folder):
                yield f"temporary file: {path}"
        for path in lost(self.before, after, self.right):
            yield f"lost: {path}"
        if newest_checkpoint(after) < newest_checkpoint(self.before):
            yield "lost: the newest checkpoint"
        for text in holdem.damaged(folder, self.known):
            yield f"damaged: {text}"

    def may_differ(self, path):
        """After the next start: what tells the time, what it moved away, and checkpoints of the way it need not go."""
        on_the_way = "_iter" in path and not path.endswith(f"_iter{newest_checkpoint(self.right)}.holdem")
        return (TIMED.search(path) or "tfevents" in path or path.startswith("run/earlier-")
                or (self.scene.name == "resume" and on_the_way))

    def next_start(self, outcome, folder):
        """The same command again, with nothing failing."""
        if outcome.status != 0:
            yield f"the next start fails: {outcome}"
        for path in holdem.temporaries(folder):
            yield f"temporary file after the next start: {path}"
        after = by_name(holdem.files(folder))
        for path, right in self.right.items():
            if path.startswith("hands."):
                lines = set(after.get(path, b"").splitlines())
                wanted = set(right.splitlines())
                if not wanted <= lines or (self.scene.name == "match" and lines > wanted):
                    yield f"after the next start: {path} is not made of whole hands"
            elif after.get(path) != right and not self.may_differ(path):
                yield f"after the next start: {path} is not what it should be"
