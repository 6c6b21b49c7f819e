using Shouldly;
using Xunit;
using ZaloBot.Rules.Evaluation;

namespace ZaloBot.Rules.Tests.Evaluation;

public sealed class ThreadReaderTests
{
    private readonly ThreadReader _reader = new();

    [Fact]
    public void A_thread_is_read_as_the_conversation_it_is()
    {
        Next("t-1", "một", context: "không").Earlier.ShouldBeEmpty();
        Next("t-1", "hai", context: "một").Earlier.ShouldBe(["không"]);
        Next("t-1", "ba", context: "hai").Earlier.ShouldBe(["một", "không"]);
        Next("t-1", "bốn", context: "ba").Earlier.ShouldBe(["hai", "một"]);
    }

    [Fact]
    public void Threads_that_lie_between_each_other_are_kept_apart()
    {
        Next("t-1", "một", context: null);
        Next("t-2", "khác", context: null);
        var second = Next("t-1", "hai", context: "một");
        (second.Previous, second.Earlier.Count).ShouldBe(("một", 0));
        Next("t-1", "ba", context: "hai").Earlier.ShouldBe(["một"]);
    }

    [Fact]
    public void What_does_not_follow_the_message_before_begins_anew()
    {
        Next("pair-1", "vế một", context: "câu trước");
        var half = Next("pair-1", "vế hai", context: "câu trước");
        (half.Previous, half.Earlier.Count).ShouldBe(("câu trước", 0));
        Next("pair-1", "vế ba", context: null).Earlier.ShouldBeEmpty();
    }

    private ChatMessage Next(string kin, string text, string? context) =>
        _reader.Next(new() { Id = text, Text = text, Context = context, IsViolation = false, Kin = kin });
}
