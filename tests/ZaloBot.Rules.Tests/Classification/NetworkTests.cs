using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Training;

namespace ZaloBot.Rules.Tests.Classification;

/// <summary>The network: what it learns by, and that reading and learning see the same.</summary>
public sealed class NetworkTests
{
    private static readonly TrainingOptions Options = new() { Rows = 1 << 12, Width = 32, Hidden = 48, Epochs = 12, Batch = 4, Dropout = 0, HiddenDropout = 0, TokenDropout = 0, BareShare = 0 };

    private static readonly (string Text, string Context, MessageCategory Category)[] Messages =
    [
        ("chị nhắc em nộp báo cáo", "", MessageCategory.TaskReminder),
        ("em nhắc chị trả tiền dừa", "ai còn nợ vậy", MessageCategory.Personal),
        ("bán dừa giá rẻ, ai mua nhắn em 🥥", "", MessageCategory.Advertising),
        ("dạ 17h em gửi ạ", "chiều nay đơn vị nào chưa nộp?", MessageCategory.Acknowledgement),
        ("kính mời đồng chí dự họp lúc 8h ngày 12/5", "", MessageCategory.Invitation),
        ("ok 7h nha", "tối nay nhậu không anh em", MessageCategory.OffTopic),
    ];

    private static readonly Sample[] Samples = [.. Messages.Select(SampleOf)];

    private static readonly FeatureTable Table = FeatureTables.Of([.. Samples, .. Samples, .. Samples], Options.Rows);

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(3, null)]
    [InlineData(5, null)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void The_gradients_are_those_of_the_error(int which, int? rival)
    {
        var sample = SampleOf(Messages[which]);
        var trainer = new NetworkTrainer(Options, Table);
        (double First, double Second)? rivalOdds = null;
        if (rival is { } other)
        {
            Sample.Oppose(sample, SampleOf(Messages[other]));
            rivalOdds = trainer.Odds(sample.Rival!);
        }

        trainer.Learn(sample, 1f);
        foreach (var layer in trainer.Layers)
        {
            var gradient = layer.Gradient.ToArray();
            var compared = 0;

            // The largest of each third: of the looks, what a word asks, what it answers to, what it gives.
            foreach (var place in Enumerable.Range(0, gradient.Length).GroupBy(place => ThirdOf(place, gradient.Length)).SelectMany(third => third.OrderByDescending(place => Math.Abs(gradient[place])).Take(4)))
            {
                const float Step = 2e-3f;
                var weight = layer.Values[place];
                var here = Error(trainer, sample, rivalOdds);
                layer.Values[place] = weight + Step;
                var above = Error(trainer, sample, rivalOdds);
                layer.Values[place] = weight - Step;
                var below = Error(trainer, sample, rivalOdds);
                layer.Values[place] = weight;

                // Where a unit opens or closes within the step, or another word becomes the highest, there is no slope to compare with.
                if (Math.Abs(above - here - (here - below)) > 0.05 * Math.Abs(above - below))
                {
                    continue;
                }

                compared++;
                ((above - below) / (2 * Step)).ShouldBe(gradient[place], 0.001 + (0.05 * Math.Abs(gradient[place])));
            }

            compared.ShouldBeGreaterThan(5);
        }
    }

    // The looks lie input by input, and of each input first what is asked, then what is answered to, then what is given.
    private static int ThirdOf(int place, int length) =>
        length == 3 * Options.Width * Options.Width ? place % (3 * Options.Width) / Options.Width : 3 * place / length;

    [Fact]
    public void It_learns_what_it_is_shown_and_reads_as_it_has_learnt()
    {
        var trainer = new NetworkTrainer(Options, Table);
        trainer.Train([.. Enumerable.Repeat(Samples, 20).SelectMany(samples => samples)]);
        var model = ModelOf(trainer);
        var scratch = new Scratch();
        foreach (var (message, sample) in Messages.Zip(Samples))
        {
            var (first, second) = trainer.Logits(sample);
            Weigh(model, message, scratch);
            ShouldBeAbout(scratch.ByNetwork, first, message.Category);
            model.LookAgain(scratch);
            ShouldBeAbout(scratch.ByNetwork, second, message.Category);
        }
    }

    [Fact]
    public void A_text_longer_than_is_read_and_one_of_nothing_are_answered()
    {
        var trainer = new NetworkTrainer(Options, Table);
        var model = ModelOf(trainer);
        foreach (var (text, context) in new[] { (string.Concat(Enumerable.Repeat("dừa ", 300)), string.Concat(Enumerable.Repeat("họp ", 300))), ("", ""), ("", "họp") })
        {
            trainer.Logits(Sample.Of(text, context, MessageCategory.Notice, new MessageFeatures())).Second.ShouldAllBe(logit => float.IsFinite(logit));
            var scratch = new Scratch();
            Weigh(model, (text, context, MessageCategory.Notice), scratch);
            scratch.ByNetwork.ToArray().ShouldAllBe(logit => float.IsFinite(logit));
            model.LookAgain(scratch);
            scratch.ByNetwork.ToArray().ShouldAllBe(logit => float.IsFinite(logit));
        }
    }

    private static Sample SampleOf((string Text, string Context, MessageCategory Category) message) =>
        Sample.Of(message.Text, message.Context, message.Category, new MessageFeatures());

    private static Model ModelOf(NetworkTrainer trainer) => new(Table, trainer.ToNetwork(), new LinearTrainer(Samples, Table).Train(Samples));

    private static void Weigh(Model model, (string Text, string Context, MessageCategory Category) message, Scratch scratch) =>
        model.Weigh(message.Text, message.Context, SignReader.Default.Read(message.Text, message.Context), scratch);

    // What is learnt of a word is kept at fifteen levels.
    private static void ShouldBeAbout(ReadOnlySpan<float> logits, float[] learnt, MessageCategory category)
    {
        learnt.IndexOf(learnt.Max()).ShouldBe((int)category);
        for (var one = 0; one < logits.Length; one++)
        {
            logits[one].ShouldBe(learnt[one], 0.5f);
        }
    }

    private static double Error(NetworkTrainer trainer, Sample sample, (double First, double Second)? rival)
    {
        var (first, second) = trainer.Logits(sample);
        return (Options.FirstWeight * Error(first, sample, rival?.First)) + Error(second, sample, rival?.Second);
    }

    private static double Error(float[] logits, Sample sample, double? rivalOdds)
    {
        var sum = logits.Sum(logit => Math.Exp(logit));
        double byCategory = 0, side = 0;
        for (var category = 0; category < logits.Length; category++)
        {
            var share = Math.Exp(logits[category]) / sum;
            var sameSide = ((MessageCategory)category).IsViolation() == sample.IsViolation;
            var wanted = (category == (int)sample.Category ? 1 - Options.Smoothing : 0) + (sameSide ? Options.Smoothing / (sample.IsViolation ? 6 : 10) : 0);
            byCategory -= wanted * Math.Log(share);
            side += sameSide ? share : 0;
        }

        var error = byCategory - (Options.SideWeight * Math.Log(side));
        if (rivalOdds is { } rival)
        {
            var odds = Math.Log(side / (1 - side)) * (sample.IsViolation ? 1 : -1);
            error += Options.PairWeight * Math.Log(1 + Math.Exp((rival - odds) * (sample.IsViolation ? 1 : -1)));
        }

        return error;
    }
}
