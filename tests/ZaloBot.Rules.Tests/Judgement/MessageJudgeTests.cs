using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Tests.Judgement;

public sealed class MessageJudgeTests
{
    private static readonly MessageJudge Judge = new(RuleSet.Default);

    [Theory]
    [InlineData("Vào vidientu-qua.top nhập mã OTP để nhận 500k nha mọi người", MessageCategory.Scam)]
    [InlineData("Cài giùm em file nhanluong.apk", MessageCategory.Scam)]
    [InlineData("đ.m họp hành gì hoài vậy", MessageCategory.Uncivil)]
    [InlineData("vcl, làm ăn vậy đó", MessageCategory.Uncivil)]
    [InlineData("Nhà em còn 20 ký khô, 250k/kg, ai lấy nhắn em", MessageCategory.Advertising)]
    public void A_strong_pattern_is_enough(string text, MessageCategory category)
    {
        var verdict = Judge.Judge(ChatMessage.Of(text));
        verdict.IsViolation.ShouldBeTrue();
        verdict.Category.ShouldBe(category);
        verdict.Score.ShouldBeGreaterThanOrEqualTo(0.9);
        verdict.Main.ShouldNotBeNull().Words.ShouldNotBeEmpty();
        verdict.Main.Clause.ShouldContain("mục 2");
    }

    [Theory]
    [InlineData("Cảnh giác: tin nhắn mời vào vidientu-qua.top nhập mã OTP là lừa đảo, không bấm vào")]
    [InlineData("Có người gọi tôi là \"thằng ngu, đồ chó\" ngay trong nhóm, đề nghị nhắc nhở")]
    [InlineData("Đừng chia sẻ tin nghe nói sáp nhập, chưa có văn bản gì, chờ thông báo chính thức")]
    [InlineData("Nhóm này không bán hàng, không rao giá 250k/kg, ai vi phạm sẽ bị nhắc")]
    [InlineData("Chi đoàn bán bánh gây quỹ học bổng, 25k/cái, đơn vị nào đặt gửi danh sách trước 16h")]
    public void Warnings_quotations_and_the_unions_own_business_are_not_blamed(string text)
    {
        Judge.Judge(ChatMessage.Of(text)).IsForPublic.ShouldBeFalse("signs and phrases alone may doubt, not blame");
        new MessageJudge(RuleSet.Default, MessageClassifier.Default).Judge(ChatMessage.Of(text)).IsViolation.ShouldBeFalse();
    }

    [Theory]
    [InlineData(ContentKind.Sticker, MessageCategory.Acknowledgement)]
    [InlineData(ContentKind.Voice, MessageCategory.TaskInfo)]
    [InlineData(ContentKind.Video, MessageCategory.TaskInfo)]
    [InlineData(ContentKind.File, MessageCategory.Document)]
    public void What_has_no_words_is_neutral(ContentKind kind, MessageCategory category)
    {
        var verdict = new MessageJudge(RuleSet.Default, new FixedClassifier(1)).Judge(new() { Kind = kind, Text = " " });
        verdict.IsViolation.ShouldBeFalse();
        verdict.NeedsReview.ShouldBeFalse();
        verdict.Category.ShouldBe(category);
        verdict.Reasons.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_program_sent_as_a_file_is_a_scam() =>
        Judge.Judge(new() { Kind = ContentKind.File, FileNames = ["Bang luong.APK"] }).Category.ShouldBe(MessageCategory.Scam);

    [Fact]
    public void A_document_sent_as_a_file_is_none() =>
        Judge.Judge(new() { Kind = ContentKind.File, FileNames = ["Ke hoach.docx"] }).IsViolation.ShouldBeFalse();

    [Fact]
    public void The_address_of_a_preview_counts() =>
        Judge.Judge(new() { Kind = ContentKind.Link, Text = "Nhập mã xác nhận để nhận quà", Links = ["https://qua-tang.xyz/abc"] }).Category.ShouldBe(MessageCategory.Scam);

    // A strong pattern speaks for itself, but not against a classifier that is sure of work: then a leader may look, and nothing is said.
    [Theory]
    [InlineData(0.06, true)]
    [InlineData(0.04, false)]
    public void A_strong_pattern_yields_to_certainty(double score, bool isViolation)
    {
        const string Swindle = "Chúc mừng bạn đã trúng thưởng xe SH, bấm vào qua-tang-88.click nhập số thẻ và mã OTP để nhận";
        var verdict = new MessageJudge(RuleSet.Default, new FixedClassifier(score)).Judge(ChatMessage.Of(Swindle));
        verdict.IsViolation.ShouldBe(isViolation);
        verdict.NeedsReview.ShouldBe(!isViolation);
        verdict.Main!.Category.ShouldBe(MessageCategory.Scam);
    }

    [Theory]
    [InlineData(0.61, true, true, false)]
    [InlineData(0.59, false, true, false)]
    [InlineData(0.301, false, true, false)]
    [InlineData(0.29, false, false, true)]
    [InlineData(0.20, false, false, true)]
    [InlineData(0.19, false, false, false)]
    public void Thresholds_decide(double score, bool isForPublic, bool isViolation, bool needsReview)
    {
        var verdict = new MessageJudge(RuleSet.Default, new FixedClassifier(score)).Judge(ChatMessage.Of("một câu nào đó"));
        verdict.IsForPublic.ShouldBe(isForPublic);
        verdict.IsViolation.ShouldBe(isViolation);
        verdict.NeedsReview.ShouldBe(needsReview);
        verdict.Score.ShouldBe(score, 1e-6);
        verdict.Category.ShouldBe(isViolation ? MessageCategory.Personal : MessageCategory.TaskInfo);
        verdict.Reasons.ShouldNotBeEmpty();
    }

    [Fact]
    public void Each_rule_has_its_own_threshold()
    {
        var rules = RuleSet.Default with { Personal = new() { Threshold = 0.95 } };
        new MessageJudge(rules, new FixedClassifier(0.9)).Judge(ChatMessage.Of("một câu")).IsViolation.ShouldBeFalse();
        new MessageJudge(rules, new FixedClassifier(0.9, MessageCategory.Uncivil)).Judge(ChatMessage.Of("một câu")).IsViolation.ShouldBeTrue();
    }

    [Fact]
    public void What_a_switched_off_rule_would_find_is_no_violation()
    {
        var rules = RuleSet.Default with { Personal = new() { Enabled = false } };
        var verdict = new MessageJudge(rules, new FixedClassifier(0.9)).Judge(ChatMessage.Of("một câu"));
        verdict.IsViolation.ShouldBeFalse();
        verdict.Score.ShouldBe(0.09, 0.001);
    }

    [Theory]
    [InlineData("cho em hỏi kẹo dừa sáp bán ở đâu")]
    [InlineData("CHO EM HỎI KẸO   DỪA SÁP")]
    [InlineData("cho em hoi keo dua sap ban o dau vay")]
    public void An_administrators_phrase_always_breaks_the_rule(string text)
    {
        var rules = RuleSet.Default with { Advertising = new() { Phrases = ["kẹo dừa sáp"] } };
        var verdict = new MessageJudge(rules, new FixedClassifier(0.01)).Judge(ChatMessage.Of(text));
        verdict.IsViolation.ShouldBeTrue();
        verdict.Category.ShouldBe(MessageCategory.Advertising);
        verdict.Main!.Words.ShouldHaveSingleItem().Of(text).ToString().ToUpperInvariant().ShouldStartWith("K");
    }

    [Theory]
    [InlineData("lớp A-Z")]
    [InlineData("lớp 🔥")]
    public void A_phrase_is_never_found_by_a_part_of_it(string phrase)
    {
        var judge = new MessageJudge(RuleSet.Default with { Advertising = new() { Phrases = [phrase] } }, new FixedClassifier(0.01));
        judge.Judge(ChatMessage.Of("lớp bồi dưỡng cán bộ Đoàn")).IsViolation.ShouldBeFalse();
    }

    [Fact]
    public void An_administrators_exception_clears_of_its_rule_only()
    {
        var rules = RuleSet.Default with { Personal = new() { Except = ["quỹ tình nghĩa"] } };
        new MessageJudge(rules, new FixedClassifier(0.99)).Judge(ChatMessage.Of("góp quỹ tình nghĩa nhé")).IsViolation.ShouldBeFalse();
        new MessageJudge(rules, new FixedClassifier(0.99)).Judge(ChatMessage.Of("góp quỹ nhé")).IsViolation.ShouldBeTrue();
        new MessageJudge(rules, new FixedClassifier(0.99, MessageCategory.Scam)).Judge(ChatMessage.Of("góp quỹ tình nghĩa nhé")).IsViolation.ShouldBeTrue();
    }

    [Fact]
    public void A_clause_of_the_organisations_own_is_named()
    {
        var rules = RuleSet.Default with { Personal = new() { Clause = "Điều 3 Quy chế nhóm" } };
        new MessageJudge(rules, new FixedClassifier(0.9)).Judge(ChatMessage.Of("một câu")).Main!.Clause.ShouldBe("Điều 3 Quy chế nhóm");
    }

    [Fact]
    public void A_domain_of_the_organisations_own_is_official()
    {
        var text = "Nhập mã xác nhận vào dangky.doankhoi.xyz để nhận thẻ";
        Judge.Judge(ChatMessage.Of(text)).IsForPublic.ShouldBeTrue();
        new MessageJudge(RuleSet.Default with { OfficialDomains = ["*.doankhoi.xyz"] }).Judge(ChatMessage.Of(text)).IsForPublic.ShouldBeFalse();
    }

    [Fact]
    public void The_message_answered_counts_before_the_one_before()
    {
        var classifier = new FixedClassifier(0.1);
        var judge = new MessageJudge(RuleSet.Default, classifier);
        judge.Judge(new() { Text = "dạ có em", Previous = "trước", RepliedTo = "được trả lời" });
        classifier.Context.ShouldBe("được trả lời");
        judge.Judge(new() { Text = "dạ có em", Previous = "trước" });
        classifier.Context.ShouldBe("trước");
        judge.Judge(new() { Text = "dạ có em", Previous = "trước", Earlier = ["trước nữa"], RepliedTo = "được trả lời" });
        classifier.Context.ShouldBe("được trả lời");
    }

    [Fact]
    public void A_message_is_read_against_its_conversation_the_newest_first()
    {
        var classifier = new FixedClassifier(0.1);
        var judge = new MessageJudge(RuleSet.Default, classifier);
        judge.Judge(new() { Text = "giữ chị một cây", Previous = "còn ba cây", Earlier = ["có màu cam không", "son mới về", "chào cả nhà"] });
        classifier.Context.ShouldBe("còn ba cây\ncó màu cam không\nson mới về");
        judge.Judge(new() { Text = "giữ chị một cây", Earlier = ["có màu cam không", "son mới về"] });
        classifier.Context.ShouldBe("có màu cam không\nson mới về");
    }

    [Fact]
    public void Behind_a_long_message_nothing_earlier_is_read()
    {
        var classifier = new FixedClassifier(0.1);
        var judge = new MessageJudge(RuleSet.Default, classifier);
        var notice = string.Join(' ', Enumerable.Repeat("thông báo", 30));
        judge.Judge(new() { Text = "dạ rõ", Previous = "vâng", Earlier = [notice, "trước nữa"] });
        classifier.Context.ShouldBe($"vâng\n{notice}");
    }

    [Theory]
    [InlineData(160, true)]
    [InlineData(161, false)]
    public void A_message_is_long_from_161_letters_on(int length, bool isReadOn)
    {
        var classifier = new FixedClassifier(0.1);
        var previous = new string('a', length);
        new MessageJudge(RuleSet.Default, classifier).Judge(new() { Text = "dạ rõ", Previous = previous, Earlier = ["trước nữa"] });
        classifier.Context.ShouldBe(isReadOn ? $"{previous}\ntrước nữa" : previous);
    }

    [Fact]
    public void A_reason_that_may_be_posted_calls_nobody()
    {
        var reason = Judge.Judge(ChatMessage.Of("Vào qua-tang.xyz [@7000000000000000001] nhập mã otp nhận tiền")).Reasons[0];
        reason.ShouldNotContain("@");
        reason.ShouldContain("“");
    }

    [Fact]
    public void Every_kind_of_work_explains_itself()
    {
        foreach (var kind in Enum.GetValues<MessageCategory>().Where(category => !category.IsViolation()))
        {
            var verdict = new MessageJudge(RuleSet.Default, new FixedClassifier(0.01, work: kind)).Judge(ChatMessage.Of("một câu nào đó"));
            verdict.Category.ShouldBe(kind);
            verdict.Reasons.ShouldHaveSingleItem().ShouldEndWith(".");
        }
    }

    [Fact]
    public void Every_kind_of_breach_explains_itself()
    {
        foreach (var kind in Enum.GetValues<MessageCategory>().Where(category => category.IsViolation()))
        {
            var verdict = new MessageJudge(RuleSet.Default, new FixedClassifier(0.99, kind)).Judge(ChatMessage.Of("một câu nào đó"));
            verdict.Category.ShouldBe(kind);
            verdict.Reasons.ShouldHaveSingleItem().ShouldEndWith(".");
            verdict.Main!.Clause.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Every_pattern_has_its_sentence()
    {
        foreach (var pattern in ZaloBot.Rules.Patterns.PatternSet.Default.All)
        {
            ZaloBot.Rules.Reasons.ReasonTexts.Default.For(pattern.Category, pattern).ShouldNotBeNullOrWhiteSpace();
        }
    }
}
