using StackExchange.Redis;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Outbox;

/// <summary>
/// The OA's own messages come back as events. They are never judged; a case number in them proves that a message of ours was
/// said, which settles a call whose answer was lost.
/// </summary>
public sealed class OaEchoHandler : IEventHandler<GroupMessage>, IEventHandler<PrivateMessage>
{
    public Task HandleAsync(GroupMessage happened, EventScope scope) => NoteAsync(happened.GroupId, happened.Text, happened.MessageId, scope);

    public Task HandleAsync(PrivateMessage happened, EventScope scope) => NoteAsync(happened.UserId, happened.Text, happened.MessageId, scope);

    private static Task NoteAsync(string conversation, string? text, string messageId, EventScope scope)
    {
        if (CaseNumber.FindLastIn(text) is { } number)
        {
            scope.Changes.Add(transaction => transaction.StringSetAsync(scope.Keys.Delivered(conversation, number), messageId, TimeSpan.FromDays(1), When.Always));
        }

        return Task.CompletedTask;
    }
}
