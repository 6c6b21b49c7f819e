using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Evaluation;

namespace ZaloBot.Rules.Tests.Evaluation;

public sealed class LabelledFileTests
{
    [Fact]
    public void Reads_a_line_with_everything()
    {
        var line = Read("""{"id":"a-1","group":"btv","role":"member","context":"trước","text":"dạ","label":"allowed","category":"acknowledgement","style":"casual","difficulty":"easy","thread":"t-1"}""").Single();
        line.Message.ShouldNotBeNull();
        line.Message.ShouldBe(new()
        {
            Id = "a-1", Text = "dạ", Context = "trước", IsViolation = false, Category = MessageCategory.Acknowledgement, Style = "casual", Difficulty = "easy", Group = "btv", Kin = "t-1",
        });
    }

    [Fact]
    public void Needs_only_text_and_label()
    {
        var message = Read("""{"text":"bán đất","label":"violation"}""").Single().Message.ShouldNotBeNull();
        message.IsViolation.ShouldBeTrue();
        message.Category.ShouldBeNull();
        message.Id.ShouldBe("1");
    }

    [Theory]
    [InlineData("", "1")]
    [InlineData(""","id":"a" """, "a")]
    [InlineData(""","id":"a","pair":"p" """, "p")]
    [InlineData(""","id":"a","pair":"p","thread":"t" """, "t")]
    public void Belongs_to_its_thread_else_to_its_pair_else_to_itself(string names, string kin) =>
        Read($$"""{"text":"a","label":"allowed"{{names}}}""").Single().Message.ShouldNotBeNull().Kin.ShouldBe(kin);

    [Theory]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("\"một\"", "một")]
    [InlineData("[\"một\"]", "một")]
    [InlineData("[\"một\",\"hai\",\"ba\"]", "ba", "hai", "một")]
    public void Takes_the_message_before_or_a_conversation(string context, string? last, params string[] earlier)
    {
        var message = Read($$"""{"text":"a","label":"allowed","context":{{context}}}""").Single().Message.ShouldNotBeNull();
        message.Context.ShouldBe(last);
        message.Earlier.ShouldBe(earlier);
        var chat = new ThreadReader().Next(message);
        (chat.Previous, chat.Earlier.Count).ShouldBe((last, earlier.Length));
    }

    [Theory]
    [InlineData("không phải JSON", "Not a JSON object")]
    [InlineData("""{"label":7}""", "($.label)")]
    [InlineData("""{"label":"allowed"}""", "No \"text\"")]
    [InlineData("""{"text":"a"}""", "\"label\"")]
    [InlineData("""{"text":"a","label":"allowed","category":"nonsense"}""", "Unknown \"category\"")]
    [InlineData("null", "No \"text\"")]
    [InlineData("""{"text":"a","label":"allowed","context":7}""", "\"context\"")]
    [InlineData("""{"text":"a","label":"allowed","context":["b",7]}""", "\"context\"")]
    [InlineData("""{"text":"a","label":"allowed","context":"\ud83d"}""", "\"context\"")]
    public void Says_what_is_wrong_with_a_line(string line, string expected)
    {
        var read = Read("{\"text\":\"a\",\"label\":\"allowed\"}\n\n" + line);
        read.Count.ShouldBe(2);
        read[1].Number.ShouldBe(3);
        read[1].Error.ShouldNotBeNull().ShouldContain(expected);
    }

    private static List<LabelledLine> Read(string text) => [.. LabelledFile.Read(new StringReader(text))];
}
