using System.Diagnostics;
using System.Text;
using CsCheck;
using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Tests.Infrastructure;

namespace ZaloBot.Rules.Tests.Judgement;

/// <summary>What holds for every text.</summary>
public sealed class JudgementProperties
{
    private static readonly MessageJudge Judge = new(
        RuleSet.Default with { OffTopic = new() { Phrases = ["vé số", "đá banh"], Except = ["giải bóng đá"] } }, MessageClassifier.Default);

    private static readonly string[] Real = [.. The.LabelledMessages("messages-dev*.jsonl").Where((_, index) => index % 7 == 0).Select(message => message.Text)];

    // What means something to the reader: letters of every kind, marks alone, halves of surrogates, emoji, separators, real words.
    private static readonly string[] Telling =
    [
        "đ", "ế", "e\u0302\u0301", "\u0323", "\u200D", "\u200B", "\uD83D", "\uDE00", "😂", "👨‍👩‍👧", "🇻🇳", "ａ", "𝐛", "а", "\u202E", "אב", "نص", "한", "\n", ". ", "!", "\"",
        "“", "*", "0912 345 678", "250k/kg", "[@1]", "@", "https://", ".top", "otp", "mã", "v c l", "đ.m", "quáaaaa", "không ", "bán ", "nghe nói ", "ko ", "1/2/3", "%", "\0", "\uFFFF",
    ];

    private static readonly Gen<string> Piece = Gen.OneOf(Gen.Int[0, Telling.Length - 1].Select(index => Telling[index]), Gen.Char.Select(unit => unit.ToString()), Gen.String);

    private static readonly Gen<string> Text = Piece.Array[0, 60].Select(string.Concat);

    [Fact]
    public void Any_text_gets_a_verdict() => Text.Sample(text => IsSound(Judge.Judge(ChatMessage.Of(text, text)), text), iter: 3000);

    [Fact]
    public void A_text_and_its_decomposed_form_get_one_verdict() =>
        Gen.OneOf(Gen.Int[0, Real.Length - 1].Select(index => Real[index]), Text).Where(IsNormalisable).Sample(
            text =>
            {
                var composed = Judge.Judge(ChatMessage.Of(text.Normalize(NormalizationForm.FormC)));
                var apart = Judge.Judge(ChatMessage.Of(text.Normalize(NormalizationForm.FormD)));
                return composed.IsViolation == apart.IsViolation && composed.Category == apart.Category && Math.Abs(composed.Score - apart.Score) < 1e-6;
            },
            iter: 3000,
            print: Escaped);

    [Theory]
    [InlineData("xin mã otp \"gửi gấp cho em 한\"")]
    [InlineData("bán nhà 한!")]
    public void A_text_that_ends_in_letters_written_apart_gets_the_same_verdict(string text)
    {
        var composed = Judge.Judge(ChatMessage.Of(text.Normalize(NormalizationForm.FormC)));
        Judge.Judge(ChatMessage.Of(text.Normalize(NormalizationForm.FormD))).Score.ShouldBe(composed.Score, 1e-6);
    }

    // Random texts are full of characters that no console shows.
    private static string Escaped(string text) => string.Concat(text.Select(unit => unit is >= ' ' and <= '~' ? $"{unit}" : $"\\u{(int)unit:x4}"));

    [Theory]
    [InlineData("ế", 3_000)]
    [InlineData("bán ế rẻ. ", 600)]
    [InlineData("ế! ", 2_000)]
    public void A_long_text_and_its_decomposed_form_get_one_verdict(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        var composed = MessageClassifier.Default.Score(text.Normalize(NormalizationForm.FormC), "");
        var apart = MessageClassifier.Default.Score(text.Normalize(NormalizationForm.FormD), "");
        apart.Violation.ShouldBe(composed.Violation, 1e-6f);
    }

    [Fact]
    public void Words_that_weighed_lie_within_the_text() =>
        Gen.OneOf(Gen.Int[0, Real.Length - 1].Select(index => Real[index]), Text).Sample(
            text => Judge.Judge(ChatMessage.Of(text)).Findings.All(finding => finding.Words.All(range => range.Start >= 0 && range.Length > 0 && range.End <= text.Length)), iter: 3000);

    [Theory]
    [InlineData("Dạ em nhận ạ.")]
    [InlineData("Em cảm ơn ạ.")]
    [InlineData("Rõ.")]
    public void An_acknowledgement_behind_it_makes_no_breach_of_a_message(string acknowledgement)
    {
        var withoutModel = new MessageJudge(RuleSet.Default);
        foreach (var message in The.LabelledMessages("messages-dev.jsonl").Where(message => !message.IsViolation))
        {
            if (!withoutModel.Judge(ChatMessage.Of(message.Text)).IsViolation)
            {
                withoutModel.Judge(ChatMessage.Of($"{message.Text}. {acknowledgement}")).IsViolation.ShouldBeFalse(message.Text);
            }

            if (!Judge.Judge(ChatMessage.Of(message.Text)).IsViolation)
            {
                Judge.Judge(ChatMessage.Of($"{message.Text}. {acknowledgement}")).IsViolation.ShouldBeFalse(message.Text);
            }
        }
    }

    public static TheoryData<string> Monsters =>
    [
        new string('a', 100_000),
        new string('\u0301', 100_000),
        new string('\uD83D', 100_000),
        string.Concat(Enumerable.Repeat("👨‍👩‍👧", 10_000)),
        string.Concat(Enumerable.Repeat("a.b-c_", 16_000)),
        string.Concat(Enumerable.Repeat("0912 ", 20_000)),
        string.Concat(Enumerable.Repeat("trước ", 16_000)) + "8h",
        string.Concat(Enumerable.Repeat("mã otp ", 14_000)),
        string.Concat(Enumerable.Repeat("\"a b c\" ", 12_000)),
        string.Concat(Enumerable.Repeat("v c l ", 16_000)),
        string.Concat(Enumerable.Repeat("\u202Eאבג ", 20_000)),
        new string('\n', 100_000),
        string.Concat(Enumerable.Repeat("https://a.", 10_000)),
    ];

    // A quarter of the text four times takes as long as the whole, a little less where the whole leaves the caches; it would take a quarter if time grew with the
    // text's square. Both take about as long, so a busy machine is as likely to leave one alone for once as the other, and the quickest readings are compared.
    [Theory]
    [MemberData(nameof(Monsters), DisableDiscoveryEnumeration = true)]
    public void The_time_for_a_monstrous_text_grows_no_faster_than_the_text(string text)
    {
        const double Most = 2;
        var quarter = text[..(text.Length / 4)];
        var (whole, parts) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var attempt = 0; attempt < 3 || (attempt < 40 && whole > Most * parts); attempt++)
        {
            parts = Quicker(parts, quarter, times: 4);
            whole = Quicker(whole, text, times: 1);
        }

        (whole / parts).ShouldBeLessThan(Most);
        whole.ShouldBeLessThan(TimeSpan.FromSeconds(30), "some hundred times what it takes");
    }

    private static TimeSpan Quicker(TimeSpan before, string text, int times)
    {
        var watch = Stopwatch.StartNew();
        for (var time = 0; time < times; time++)
        {
            IsSound(Judge.Judge(ChatMessage.Of(text, text)), text).ShouldBeTrue();
        }

        return watch.Elapsed < before ? watch.Elapsed : before;
    }

    private static bool IsSound(Verdict verdict, string text) =>
        verdict.Score is >= 0 and <= 1
        && verdict.Reasons.Count > 0
        && verdict.IsViolation == verdict.Findings.Any(finding => finding.IsBreach)
        && verdict.IsViolation == verdict.Category.IsViolation()
        && verdict.Findings.All(finding => finding.Words.All(range => range.Start >= 0 && range.End <= text.Length));

    private static bool IsNormalisable(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC).Length >= 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
