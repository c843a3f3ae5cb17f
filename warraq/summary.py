"""Outcome → words for people, one JSON document for machines, exit code. Pure; prints nothing."""

import msgspec

from warraq.problems import Problem, said

PUBLISHED, CONTENT_WRONG, UNUSABLE = 0, 1, 2


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    problems: tuple[Problem, ...] = ()
    usable: bool = True  # False where configuration, theme or command line stopped the build
    refused: bool = False  # --strict met an error: nothing was written
    reports: int = 0
    pages: int = 0
    touched: int = 0  # addresses that were looked at
    rendered: int = 0  # pages that were printed
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    next_moment: str = ""  # ISO, in the newsroom's zone: when a build will differ though nothing is edited
    output: str = ""
    reasons: tuple[tuple[str, str], ...] = ()  # (file, why it was printed), by file


class Proofs(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of the content found."""

    problems: tuple[Problem, ...] = ()
    usable: bool = True
    files: int = 0
    mended: tuple[str, ...] = ()  # paths of the files that `--fix` changed


def exit_code(outcome: Outcome | Proofs) -> int:
    """0 all published; 1 something in the content is wrong; 2 the build could not be done (design, section 6)."""
    if not outcome.usable:
        return UNUSABLE
    return CONTENT_WRONG if any(found.is_error for found in outcome.problems) else PUBLISHED


def problem_lines(outcome: Outcome | Proofs) -> str:
    """Every problem, sorted by file; empty where there is none."""
    return "".join(f"{said(found)}\n" for found in sorted(outcome.problems))


def lines(outcome: Outcome) -> str:
    """What was done, in Arabic and English."""
    if not outcome.usable:
        return "لم يُبنَ الموقع.\nThe site was not built.\n"
    if outcome.refused:
        return (
            "لم يُكتب شيء (‎--strict)؛ الموقع السابق باقٍ كما هو.\nNothing was written (--strict); the last site stands.\n"
        )
    counted = (
        f"التقارير: {outcome.reports} · الصفحات: {outcome.pages} · الملفات المكتوبة: {outcome.written}"
        f" · الباقية كما هي: {outcome.unchanged} · المحذوفة: {outcome.removed}\n"
        f"reports: {outcome.reports}, pages: {outcome.pages}; files written: {outcome.written}, "
        f"unchanged: {outcome.unchanged}, removed: {outcome.removed} → {outcome.output}\n"
    )
    if outcome.next_moment:
        counted += f"أعد البناء في: \u200e{outcome.next_moment}\nbuild again at: {outcome.next_moment}\n"
    return counted


_WHY = {
    "new": ("جديد", "new"),
    "moved": ("صار لصفحة أخرى", "of another page now"),
    "view": ("تغيّر ما فيه", "what it shows has changed"),
    "form": ("تغيّرت السمة أو إعدادات الموقع", "theme or settings have changed"),
    "engine": ("تغيّر ورّاق نفسه", "Warraq itself has changed"),
    "unfinished": ("توقّف بناء سابق قبل كتابته", "an earlier build broke off before it was written"),
    "lost": ("حُذف أو غيّره برنامج آخر", "taken away, or altered by another program"),
    "full": ("طُلب بناء كامل", "a full build was asked for"),
}


def reason_lines(outcome: Outcome) -> str:
    """Why each file was printed, in Arabic and English (`--explain`)."""
    return "".join(f"{file}: {_WHY[why][0]} · {_WHY[why][1]}\n" for file, why in outcome.reasons)


def proof_lines(proofs: Proofs) -> str:
    """What was checked, in Arabic and English."""
    if not proofs.usable:
        return "لم يُدقَّق المحتوى.\nThe content was not checked.\n"
    errors = sum(found.is_error for found in proofs.problems)
    warnings = len(proofs.problems) - errors
    return (
        f"الملفات المدقَّقة: {proofs.files} · الأخطاء: {errors} · التنبيهات: {warnings}"
        f" · الملفات المصحَّحة: {len(proofs.mended)}\n"
        f"files checked: {proofs.files}, errors: {errors}, warnings: {warnings}; files mended: {len(proofs.mended)}\n"
    )


def document(outcome: Outcome | Proofs) -> str:
    """The outcome as one JSON document."""
    places = [
        {
            "path": found.where.path,
            "line": found.where.line,
            "column": found.where.column,
            "code": found.code,
            "arabic": found.arabic,
            "english": found.english,
        }
        for found in sorted(outcome.problems)
    ]
    facts = msgspec.to_builtins(outcome) | {"problems": places, "exit": exit_code(outcome)}
    return msgspec.json.format(msgspec.json.encode(facts), indent=2).decode("utf-8")
