using System.Text;
using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Classification;

public sealed class MessageClassifierTests
{
    private static readonly MessageClassifier Classifier = MessageClassifier.Default;

    [Theory]
    [InlineData("Kính mời các đồng chí dự họp Ban Chấp hành lúc 8 giờ ngày 12/5 tại hội trường, đề nghị đến đúng giờ")]
    [InlineData("Dạ đơn vị em nộp báo cáo quý rồi ạ")]
    [InlineData("nhac cac don vi gui danh sach truoc 17h hom nay")]
    public void Leaves_work_alone(string text) => Classifier.Score(text, "").Violation.ShouldBeLessThan(0.3f);

    [Theory]
    [InlineData("Em bán đất nền giá rẻ, trả góp 0% lãi suất, ai mua inbox em", MessageCategory.Advertising)]
    [InlineData("Tối nay Man City đá với Arsenal, anh em bắt kèo nào", MessageCategory.OffTopic)]
    [InlineData("Nhấn vào link nhận quà miễn phí 500k rồi nhập mã OTP nha", MessageCategory.Scam)]
    public void Knows_a_breach_and_its_kind(string text, MessageCategory kind)
    {
        var scores = Classifier.Score(text, "");
        scores.Violation.ShouldBeGreaterThan(0.5f);
        scores.LikeliestViolation.ShouldBe(kind);
    }

    [Theory]
    [InlineData("Hoà giải xong rồi, các đồng chí gửi biên bản về Văn phòng trước thứ Năm")]
    [InlineData("Tối nay nhậu không mấy anh, em bao")]
    public void Unicode_form_and_place_of_the_tone_change_nothing(string text)
    {
        var score = Classifier.Score(text, "").Violation;
        Classifier.Score(text.Normalize(NormalizationForm.FormD), "").Violation.ShouldBe(score);
        Classifier.Score(text.Replace("Hoà", "Hòa", StringComparison.Ordinal), "").Violation.ShouldBe(score);
    }

    [Fact]
    public void Shares_of_each_side_sum_to_one()
    {
        var scores = Classifier.Score("Chiều nay họp lúc mấy giờ vậy chị", "Mời các anh chị dự họp");
        var work = Enum.GetValues<MessageCategory>().Where(category => !category.IsViolation()).Sum(category => scores[category]);
        var breach = Enum.GetValues<MessageCategory>().Where(category => category.IsViolation()).Sum(category => scores[category]);
        work.ShouldBe(1f, 1e-4f);
        breach.ShouldBe(1f, 1e-4f);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\uD800")]
    [InlineData("a\uDC00\u0301\u0301\u0323")]
    [InlineData("\u0301\u0323\u0302")]
    [InlineData("\u202Eabc\u202C \u200B\u200D\uFEFF")]
    [InlineData("👨‍👩‍👧‍👦🏳️‍🌈")]
    [InlineData("ｆｕｌｌ ｗｉｄｔｈ 가나다 한국 \u1112\u1161\u11ab")]
    public void Takes_any_characters(string text) =>
        Classifier.Score(text, text).Violation.ShouldBeInRange(0f, 1f);

    [Fact]
    public void Takes_texts_of_any_length()
    {
        Classifier.Score(new string('a', 100_000), new string('\u0301', 100_000)).Violation.ShouldBeInRange(0f, 1f);
        Classifier.Score(string.Concat(Enumerable.Repeat("xyzabcdefghijklmnop ", 5_000)), string.Concat(Enumerable.Repeat("!? ", 5_000))).Violation.ShouldBeInRange(0f, 1f);
    }

    [Fact]
    public void Allocates_nothing_for_a_message_of_ordinary_length_and_known_words()
    {
        const string Text = "Anh chị ơi, mai 7h30 tập trung ở sân Tỉnh đoàn nghen, nhớ mang áo xanh với danh sách đoàn viên";
        const string Context = "Mai mấy giờ đi vậy chị";
        var signs = SignReader.Default.Read(Text, Context);

        // One that no other test uses meanwhile: what it keeps of words is its own.
        using var model = typeof(MessageClassifier).Assembly.GetManifestResourceStream("ZaloBot.Rules.Classification.messages.model")!;
        var classifier = MessageClassifier.Load(model);
        classifier.Score(Text, Context, signs);

        // The best of five: a collection that another test causes meanwhile is now and then counted with this thread's bytes.
        Enumerable.Range(0, 5).Min(_ => HundredTimes()).ShouldBe(0);

        long HundredTimes()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                classifier.Score(Text, Context, signs);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task Answers_alike_from_many_threads()
    {
        string[] texts = ["Dạ em nhận rồi", "Bán gấp xe máy giá rẻ", "Mời họp 8h sáng mai", "thằng đó ngu như bò"];
        var alone = texts.Select(text => Classifier.Score(text, "").Violation).ToArray();
        var together = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => (i, Classifier.Score(texts[i % 4], "").Violation))));
        together.ShouldAllBe(answer => answer.Violation == alone[answer.i % 4]);
    }

    [Theory]
    [InlineData("họp lúc mấy giờ ạ?", "Nhà em bán dừa xiêm 15k một trái, ai lấy nhắn em nha")]
    [InlineData("cho chị 5 trái", "Nhà em bán dừa xiêm 15k một trái, ai lấy nhắn em nha")]
    [InlineData("ok", " ")]
    public void By_itself_a_message_is_what_it_is_without_what_was_said_before(string text, string context)
    {
        var signs = SignReader.Default.Read(text, context);
        var plain = Classifier.Score(text, context, signs);

        var both = Classifier.Score(text, context, signs, aloneAbove: 0);

        both.Alone.ShouldBe(Classifier.Score(text, "", MessageSigns.From(signs.Own, signs.Relayed, default)).Violation);
        both.Violation.ShouldBe(plain.Violation);
        both.LikeliestViolation.ShouldBe(plain.LikeliestViolation);
        plain.Alone.ShouldBeNull();
        Classifier.Score(text, context, signs, aloneAbove: plain.Violation).Alone.ShouldBeNull();
        Classifier.Score(text, "", signs, aloneAbove: 0).Alone.ShouldBeNull();
    }
}
