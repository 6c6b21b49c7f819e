using System.Text;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Webhooks;

namespace ZaloBot.Queue.Tests;

/// <summary>How an event is written while it waits.</summary>
public sealed class InboxEntryTests
{
    [Fact]
    public void An_entry_is_the_arrival_a_space_and_the_body() =>
        Encoding.UTF8.GetString(new InboxEntry(The.Morning, "{\"a\": 1}"u8.ToArray()).ToBytes()).ShouldBe("1795485600000 {\"a\": 1}");

    [Theory]
    [InlineData("{}")]
    [InlineData("a b c")]
    [InlineData("")]
    public void What_was_written_is_read_again(string body)
    {
        var entry = InboxEntry.Parse(new InboxEntry(The.Morning, Encoding.UTF8.GetBytes(body)).ToBytes());

        entry.ReceivedAt.ShouldBe(The.Morning);
        Encoding.UTF8.GetString(entry.Body.Span).ShouldBe(body);
        entry.IsErased.ShouldBe(body.Length == 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1795485600000")]
    [InlineData(" {}")]
    [InlineData("soon {}")]
    [InlineData("nonsense")]
    public void What_this_program_did_not_write_is_refused(string text) =>
        Should.Throw<FormatException>(() => InboxEntry.Parse(Encoding.UTF8.GetBytes(text)));
}
