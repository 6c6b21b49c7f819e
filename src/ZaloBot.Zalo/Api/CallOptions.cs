namespace ZaloBot.Zalo.Api;

/// <summary>Names under which a call carries, within the process, what its handlers need to know.</summary>
internal static class CallOptions
{
    /// <summary>The call's <see cref="Pacing.CallPriority"/>.</summary>
    public const string Priority = "ZaloBot.Priority";
}
