using System.Text;
using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Training;

namespace ZaloBot.Rules.Tests.Classification;

public sealed class TrainingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zalobot-train").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_messages_give_the_same_model_however_many_threads_learn()
    {
        WriteSome();
        var once = Train(threads: 1);
        Train(threads: 4).ShouldBe(once);
    }

    [Fact]
    public void A_model_written_is_read_as_it_was_and_knows_what_it_was_taught()
    {
        WriteSome();
        using var stream = new MemoryStream(Train(threads: 2));
        var classifier = MessageClassifier.Load(stream);
        var sale = classifier.Score("bán dừa giá rẻ ai mua nhắn em", "").Violation;
        var work = classifier.Score("kính mời đồng chí dự họp", "").Violation;
        sale.ShouldBeGreaterThan(work);
    }

    [Fact]
    public void Kin_are_never_parted()
    {
        WriteSome();
        var messages = TrainingMessages.Read(_folder);
        var folds = TrainingMessages.Fold(messages, 5, 1);
        foreach (var kin in messages.Select((message, i) => (message.Kin, Fold: folds[i])).GroupBy(message => message.Kin))
        {
            kin.Select(message => message.Fold).Distinct().Count().ShouldBe(1);
        }

        // Both answers to the same words, and both halves of a pair.
        messages.Select(message => message.Kin).Distinct().Count().ShouldBeLessThan(messages.Count);
    }

    [Fact]
    public void Some_messages_that_answer_nothing_are_shown_below_another_too()
    {
        WriteSome();
        File.WriteAllLines(
            Path.Combine(_folder, "extra-some.jsonl"),
            Enumerable.Range(0, 400).Select(i => i % 2 == 0
                ? $$"""{"id":"c-{{i}}","text":"nộp báo cáo quý {{i}}","label":"allowed","category":"report_reminder"}"""
                : $$"""{"id":"d-{{i}}","text":"tối nay nhậu không {{i}}","label":"violation","category":"personal"}"""));

        var messages = TrainingMessages.Read(_folder);
        var below = messages.Where(message => message.BelowAnother is not null).ToArray();

        below.ShouldAllBe(message => message.Message.Context == null && message.BelowAnother!.Category == message.Sample.Category && message.BelowAnother.Written.ContextTokens > 0);
        below.Count(message => message.IsExtra && message.Sample.Category == MessageCategory.Personal).ShouldBeInRange(50, 110);
        below.Count(message => message.IsExtra && message.Sample.Category == MessageCategory.ReportReminder).ShouldBeInRange(20, 60);

        // What they stand below is never a message that may be measured on.
        var known = messages.Where(message => message.IsExtra).SelectMany(message => message.Sample.Written.Hashes).ToHashSet();
        below.SelectMany(message => ContextOf(message.BelowAnother!)).ShouldAllBe(hash => known.Contains(hash));
        messages[0].Samples.ShouldBe([messages[0].Sample]);
        below[0].Samples.Count().ShouldBe(2);
    }

    [Fact]
    public void A_line_without_category_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, "messages.jsonl"), """{"id":"a","text":"dạ","label":"allowed"}""" + "\n");
        Should.Throw<InvalidDataException>(() => TrainingMessages.Read(_folder)).Message.ShouldContain("line 1");
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(-0.5)]
    [InlineData(0)]
    [InlineData(3.25)]
    [InlineData(40)]
    public void Own_exponential_and_logarithm_are_right(double x)
    {
        Arithmetic.Exp(x).ShouldBe(Math.Exp(x), Math.Exp(x) * 1e-12);
        Arithmetic.Log(Math.Exp(x)).ShouldBe(x, 1e-11);
    }

    [Theory]
    [InlineData("models/none")]
    [InlineData("")]
    public void What_is_no_model_is_refused(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content.PadRight(64));
        Should.Throw<InvalidDataException>(() => MessageClassifier.Load(new MemoryStream(bytes)));
        Should.Throw<InvalidDataException>(() => MessageClassifier.Load(Packed(bytes)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_model_that_was_cut_short_is_refused(int quarters)
    {
        WriteSome();
        var whole = Train(threads: 1);
        var part = whole[..Math.Min(whole.Length / 4 * quarters, whole.Length - 1)];
        Should.Throw<InvalidDataException>(() => MessageClassifier.Load(new MemoryStream(part)));
        Should.Throw<InvalidDataException>(() => MessageClassifier.Load(Packed(part)));
    }

    [Fact]
    public void A_model_judges_alike_whether_it_is_mapped_copied_or_packed()
    {
        using var stream = typeof(MessageClassifier).Assembly.GetManifestResourceStream("ZaloBot.Rules.Classification.messages.model")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var copied = MessageClassifier.Load(new MemoryStream(bytes.ToArray()));
        var packed = MessageClassifier.Load(Packed(bytes.ToArray()));
        foreach (var text in new[] { "Dạ em nhận rồi", "Bán gấp xe máy giá rẻ", "Mời họp 8h sáng mai", "thằng đó ngu như bò" })
        {
            var mapped = MessageClassifier.Default.Score(text, "").Violation;
            copied.Score(text, "").Violation.ShouldBe(mapped);
            packed.Score(text, "").Violation.ShouldBe(mapped);
        }
    }

    private static MemoryStream Packed(byte[] model)
    {
        var packed = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(model);
        }

        packed.Position = 0;
        return packed;
    }

    private static IEnumerable<uint> ContextOf(Sample sample) => sample.Written.Hashes.Skip(sample.Written.TextCount);

    private byte[] Train(int threads)
    {
        using var stream = new MemoryStream();
        var options = new TrainingOptions { Rows = 1 << 10, Width = 32, Hidden = 8, Epochs = 3 };
        var report = new ModelTrainer(options, _ => { }, threads).Train(_folder, stream);
        report.Curve.Count.ShouldBe(80);
        return stream.ToArray();
    }

    private void WriteSome()
    {
        using var file = new StreamWriter(Path.Combine(_folder, "messages.jsonl"));
        for (var i = 0; i < 40; i++)
        {
            var pair = i % 4 == 0 ? $",\"pair\":\"p-{i}\"" : "";
            file.WriteLine($$"""{"id":"a-{{i}}","text":"kính mời đồng chí dự họp phòng {{i}}","context":"ai họp {{i / 2}}","label":"allowed","category":"invitation"{{pair}}}""");
            file.WriteLine($$"""{"id":"b-{{i}}","text":"bán dừa giá rẻ {{i}} ngàn ai mua nhắn em","label":"violation","category":"advertising"{{pair}}}""");
        }
    }
}
