namespace ZaloBot.Emulator;

/// <summary>An event on its way: bytes and signature are made once, so a retry is identical (fact sheet 2.3).</summary>
internal sealed record Delivery(int Number, string EventName, byte[] Body, string Signature)
{
    public int Retry { get; init; }

    public bool IsDuplicate { get; init; }

    public DateTimeOffset? FirstTriedAt { get; init; }
}
