using System.Text;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Webhooks;

namespace ZaloBot.Queue.Tests.Infrastructure;

/// <summary>Events whose handling shows in the store at once.</summary>
internal static class Events
{
    /// <summary>What the OA said in a group: noted as delivered when it names a case.</summary>
    public static byte[] Echo(string messageId, string text, string group = The.Group, string name = "oa_send_group_text") => Entry(Encoding.UTF8.GetBytes($$"""
        {"event_name":"{{name}}","app_id":"1234567890123456789","oa_id":"4000000000000000001","sender":{"id":"4000000000000000001"},
        "recipient":{"id":"{{group}}"},"message":{"text":"{{text}}","msg_id":"{{messageId}}"},"timestamp":"{{The.Morning.ToUnixTimeMilliseconds()}}"}
        """));

    public static byte[] Entry(byte[] body) => new InboxEntry(The.Morning, body).ToBytes();

    /// <summary>Waits, woken by the workers, until something is true.</summary>
    public static async Task UntilAsync(this Bench bench, Func<Task<bool>> isSo)
    {
        var pulse = bench.Get<Pulse>();
        while (true)
        {
            var next = pulse.Next;
            if (await isSo())
            {
                return;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
    }
}
