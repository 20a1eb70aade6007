"""``make train``: learn, write the weights and ``training/REPORT.md``."""

from bessai_berinta.features.suggestion import model

from . import examples, fit, report


def main() -> None:
    data = examples.fitting()
    sentences = len(examples.read("examples").texts)
    numbers = fit.as_json(fit.fit(data), fit.threshold(data, sentences))
    fit.write(numbers, model.WEIGHTS)
    path = examples.HERE / "REPORT.md"
    path.write_text(report.render(model.read(model.WEIGHTS)), encoding="utf-8")
    print(f"{model.WEIGHTS} ({model.WEIGHTS.stat().st_size // 1000} KB), {path}")


if __name__ == "__main__":
    main()
