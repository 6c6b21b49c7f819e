using ZaloBot.Membership.Agenda;
using ZaloBot.Outbox;
using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>Tells when everything that was received has been handled and everything due has been said and done. For the demo and for tests.</summary>
public sealed class Stillness(Inbox inbox, Spool spool, OutboxStore outbox, AgendaStore agenda, Pulse pulse, TimeProvider time)
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
    public async Task<bool> IsStillAsync() =>
        spool.IsEmpty && await inbox.LengthAsync() == 0 && (await outbox.AllAsync()).All(item => item.Due > time.GetUtcNow())
        && (await agenda.AllAsync()).All(item => item.Due > time.GetUtcNow());
}
