using ZaloBot.Groups;
using ZaloBot.Membership.Agenda;
using ZaloBot.Outbox;
using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>Tells when everything that was received has been handled, everything due has been said and done, and this process's comparison of the groups rests. For the demo and for tests.</summary>
public sealed class Stillness(Inbox inbox, Spool spool, OutboxStore outbox, AgendaStore agenda, GroupComparison comparison, Pulse pulse, TimeProvider time)
{
    /// <summary>Waits for stillness, woken by the workers' signals.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = pulse.Next;
            if (await IsStillAsync())
            {
                return;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>True when nothing waits that could be done now.</summary>
    public async Task<bool> IsStillAsync() => (await WhatMovesAsync()).Length == 0;

    /// <summary>What waits and could be done now, for whoever waited in vain; empty when all is still. Names no person and no text.</summary>
    public async Task<string> WhatMovesAsync()
    {
        // While events wait in the spool the store may be out of reach.
        if (!spool.IsEmpty)
        {
            return "spool";
        }

        var now = time.GetUtcNow();
        List<string> moving = comparison.IsAtRest ? [] : ["comparison"];
        moving.AddRange(await inbox.LengthAsync() is > 0 and var kept ? [$"inbox {kept}"] : []);
        moving.AddRange((await outbox.AllAsync()).Count(item => item.Due <= now) is > 0 and var unsaid ? [$"outbox {unsaid}"] : []);
        moving.AddRange((await agenda.AllAsync()).Where(item => item.Due <= now).Select(item => $"{item.Kind} {item.State}"));
        return string.Join(", ", moving);
    }
}
