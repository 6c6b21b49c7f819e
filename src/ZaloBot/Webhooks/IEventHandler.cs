using ZaloBot.Zalo.Events;

namespace ZaloBot.Webhooks;

/// <summary>
/// Does what an event calls for by adding to the scope's commit. It may read the store; it never writes to it directly, never
/// calls the platform, and may run more than once for the same event when a commit fails. An exception means "try again".
/// </summary>
public interface IEventHandler<in TEvent>
    where TEvent : ZaloEvent
{
    Task HandleAsync(TEvent happened, EventScope scope);
}
