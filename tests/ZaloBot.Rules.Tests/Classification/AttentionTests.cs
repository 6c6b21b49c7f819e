using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Training;

namespace ZaloBot.Rules.Tests.Classification;

/// <summary>The networks that read word by word: what they learn by, and that reading and learning see the same.</summary>
public sealed class AttentionTests
{
    private static readonly TrainingOptions Options = new() { Rows = 1 << 12, Width = 32, Hidden = 16, Members = 1, Epochs = 12, Batch = 4, Dropout = 0, HiddenDropout = 0, TokenDropout = 0, BareShare = 0 };

    private static readonly (string Text, string Context, MessageCategory Category)[] Messages =
    [
        ("chị nhắc em nộp báo cáo", "", MessageCategory.TaskReminder),
        ("em nhắc chị trả tiền dừa", "ai còn nợ vậy", MessageCategory.Personal),
        ("bán dừa giá rẻ, ai mua nhắn em 🥥", "", MessageCategory.Advertising),
        ("dạ 17h em gửi ạ", "chiều nay đơn vị nào chưa nộp?", MessageCategory.Acknowledgement),
        ("kính mời đồng chí dự họp lúc 8h ngày 12/5", "", MessageCategory.Invitation),
        ("ok 7h nha", "tối nay nhậu không anh em", MessageCategory.OffTopic),
    ];

    private static readonly Sample[] Samples = [.. Messages.Select(message => Sample.Of(message.Text, message.Context, message.Category, new MessageFeatures()))];

    private static readonly FeatureTable Table = FeatureTables.Of([.. Samples, .. Samples, .. Samples], Options.Rows);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void The_gradients_are_those_of_the_error(int which)
    {
        var sample = Samples[which];
        var trainer = new AttentionTrainer(Options, Table);
        trainer.Learn(sample, 1f);
        foreach (var layer in trainer.Layers)
        {
            var gradient = layer.Gradient.ToArray();
            var compared = 0;

            // The largest of each third: what a word asks, what it answers to, what it gives.
            foreach (var place in Enumerable.Range(0, gradient.Length).Chunk((gradient.Length + 2) / 3).SelectMany(third => third.OrderByDescending(place => Math.Abs(gradient[place])).Take(4)))
            {
                const float Step = 2e-3f;
                var weight = layer.Values[place];
                var here = Error(trainer, sample);
                layer.Values[place] = weight + Step;
                var above = Error(trainer, sample);
                layer.Values[place] = weight - Step;
                var below = Error(trainer, sample);
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

    [Fact]
    public void It_learns_what_it_is_shown_and_reads_as_it_has_learnt()
    {
        var trainer = new AttentionTrainer(Options, Table);
        trainer.Train([.. Enumerable.Repeat(Samples, 20).SelectMany(samples => samples)]);

        var scales = new float[Options.Rows];
        var rows = new sbyte[Options.Rows * Options.Width];
        for (var row = 0; row < Options.Rows; row++)
        {
            scales[row] = Quantiser.Pack(trainer.Row(row), rows.AsSpan(row * Options.Width, Options.Width));
        }

        var network = new AttentionNetwork(new(Options.Rows, 1, Options.Width, Options.Hidden), scales, rows, [trainer.ToLayers()]);
        var features = new MessageFeatures();
        var scratch = new AttentionScratch();
        var logits = new float[CategoryNames.Count];
        foreach (var (message, sample) in Messages.Zip(Samples))
        {
            var learnt = trainer.Logits(sample);
            learnt.IndexOf(learnt.Max()).ShouldBe((int)message.Category);

            features.Read(message.Text, message.Context, SignReader.Default.Read(message.Text, message.Context));
            network.Answer(features, Table, scratch, logits);
            for (var category = 0; category < logits.Length; category++)
            {
                // What is learnt of a word is kept at fifteen levels.
                logits[category].ShouldBe(learnt[category], 0.5f);
            }
        }
    }

    [Fact]
    public void A_text_longer_than_is_read_and_one_of_nothing_are_answered()
    {
        var trainer = new AttentionTrainer(Options, Table);
        var network = new AttentionNetwork(new(Options.Rows, 1, Options.Width, Options.Hidden), new float[Options.Rows], new sbyte[Options.Rows * Options.Width], [trainer.ToLayers()]);
        var features = new MessageFeatures();
        var logits = new float[CategoryNames.Count];
        foreach (var (text, context) in new[] { (string.Concat(Enumerable.Repeat("dừa ", 300)), string.Concat(Enumerable.Repeat("họp ", 300))), ("", ""), ("", "họp") })
        {
            trainer.Logits(Sample.Of(text, context, MessageCategory.Notice, new MessageFeatures())).ShouldAllBe(logit => float.IsFinite(logit));
            features.Read(text, context, SignReader.Default.Read(text, context));
            network.Answer(features, Table, new AttentionScratch(), logits);
            logits.ShouldAllBe(logit => float.IsFinite(logit));
        }
    }

    private static double Error(AttentionTrainer trainer, Sample sample)
    {
        var logits = trainer.Logits(sample);
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

        return byCategory - (Options.SideWeight * Math.Log(side));
    }
}
