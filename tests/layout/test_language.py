"""The language of a text."""

import pytest

from copydesk.layout.language import detected_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "潮見市議会は五日、市内に残る最後の製紙工場を閉鎖する議案を可決した。検査でひび割れが見つかったためだ。",
            "ja",
        ),
        ("江岸市议会周二投票决定关闭该市最后一家造纸厂，此前检查人员在四座烟囱中的两座发现了裂缝，工会不同意。", "zh"),
        (
            (
                "강변시 의회는 화요일 도시에 남은 마지막 제지 공장을 닫기로 의결했다. "
                "점검에서 굴뚝 두 곳에 금이 간 것이 드러났다. 시는 곧 설명회를 연다"
            ),
            "ko",
        ),
    ],
)
def test_a_short_text_whose_script_tells_its_language(text: str, code: str) -> None:
    found = detected_language(text)
    assert found is not None
    assert code == found[0]


@pytest.mark.parametrize(
    "text", ["The council met.", "港町の灯台", "A sign that reads 港町 hangs over the door of the old town hall here."]
)
def test_a_text_too_short_to_tell(text: str) -> None:
    assert detected_language(text) is None
