using ZaloBot.Webhooks;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Leaders;

/// <summary>One kind of thing that leaders say to the OA in private and that the bot acts upon.</summary>
public interface ILeaderAnswer
{
    /// <summary>Deals with the message if it is of this kind.</summary>
    /// <returns>True when it was; nobody else is asked then.</returns>
    Task<bool> TryAnswerAsync(PrivateMessage message, EventScope scope);
}
