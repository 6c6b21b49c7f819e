using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Signs;
using ZaloBot.Rules.Training;

namespace ZaloBot.Rules.Tests.Classification;

/// <summary>What is kept of words between messages changes the time of an answer and nothing else.</summary>
public sealed class SpellingSumsTests
{
    private static readonly TrainingOptions Options = new() { Rows = 1 << 12, Width = 32, Hidden = 48, Epochs = 1, Batch = 4 };

    private static readonly string[] Texts =
    [
        "chị nhắc em nộp báo cáo trước 17h", "chi nhac em nop bao cao", "bán dừa giá rẻ, ai mua nhắn em 🥥", "dạ 17h em gửi ạ!!!", "nhậu không anh em?", "a", "a.", "đi đi đi đi", "0912345678",
    ];

    private static readonly Sample[] Samples = [.. Texts.Select((text, i) => Sample.Of(text, null, (MessageCategory)(i % CategoryNames.Count), new MessageFeatures()))];

    private static readonly FeatureTable Table = FeatureTables.Of([.. Samples, .. Samples], Options.Rows);

    [Fact]
    public void An_answer_does_not_depend_on_what_was_read_before()
    {
        var used = NewModel();
        foreach (var text in Texts.Concat(Enumerable.Range(0, 5_000).Select(number => $"từ{number} {number}")))
        {
            Answer(used, text, context: text);
        }

        foreach (var text in Texts)
        {
            Answer(used, text, "chị nhắc").ShouldBe(Answer(NewModel(), text, "chị nhắc"));
        }
    }

    [Fact]
    public async Task Many_threads_at_once_read_the_same()
    {
        var model = NewModel();
        var alone = Texts.Select(text => Answer(NewModel(), text, "nhậu không")).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 200; round++)
            {
                for (var i = 0; i < Texts.Length; i++)
                {
                    Answer(model, Texts[i], "nhậu không").ShouldBe(alone[i]);
                }
            }
        })));
    }

    [Fact]
    public void A_message_weighed_without_what_was_said_before_it_is_what_it_is_by_itself()
    {
        var model = NewModel();
        foreach (var text in Texts)
        {
            var scratch = new Scratch();
            model.Weigh(text, "nhậu không, bán dừa?", SignReader.Default.Read(text, "nhậu không, bán dừa?"), scratch);

            model.LookAgain(scratch);
            var signals = model.WeighAlone(scratch);

            (signals.Network, signals.Linear, model.LookAgain(scratch)).ShouldBe(Answer(model, text, ""));
        }
    }

    private static Model NewModel() => new(Table, new NetworkTrainer(Options, Table).ToNetwork(), new LinearTrainer(Samples, Table).Train(Samples));

    private static (float Network, float Linear, float Second) Answer(Model model, string text, string context)
    {
        var scratch = new Scratch();
        var signals = model.Weigh(text, context, SignReader.Default.Read(text, context), scratch);
        return (signals.Network, signals.Linear, model.LookAgain(scratch));
    }
}
