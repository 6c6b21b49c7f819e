using ZaloBot.Webhooks;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Leaders;

/// <summary>Brings a private message to the first kind of answer that understands it. A feature adds its own by registering it.</summary>
public sealed class LeaderAnswers(IEnumerable<ILeaderAnswer> kinds)
{
    /// <summary>True when the message was understood and dealt with.</summary>
    public async Task<bool> TryAnswerAsync(PrivateMessage message, EventScope scope)
    {
        foreach (var kind in kinds)
        {
            if (await kind.TryAnswerAsync(message, scope))
            {
                return true;
            }
        }

        return false;
    }
}
