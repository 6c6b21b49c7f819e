namespace ZaloBot.Rules.Signs;

/// <summary>
/// Recognises that a whole message relays what others say: who warns of a fraud names its lures, who denies a rumour repeats it, who reports an
/// insult quotes it. The signs of the relayed matter are then not the writer's.
/// </summary>
internal static class Excuses
{
    private static readonly (SignSet Relaying, SignSet Relayed)[] Kinds =
    [
        (SignNames.Starting("scam.warning"), SignNames.Starting("scam.code", "scam.lure", "scam.invest", "scam.transfer", "scam.pose", "scam.urgent", "entity.odd-link", "entity.program-file")),
        (SignNames.Starting("unofficial.denial"), SignNames.Starting("unofficial.hearsay", "unofficial.unverified", "unofficial.share", "unofficial.scare", "unofficial.web")),
        (SignNames.Starting("common.relay", "uncivil.regret", "work.concern"), SignNames.Starting("uncivil.swear", "uncivil.insult", "uncivil.you", "uncivil.threat", "uncivil.sneer")),
    ];

    /// <summary>Moves the signs of relayed matter from what the writer says to what the writer relays.</summary>
    public static void Apply(ref SignSet own, ref SignSet relayed)
    {
        foreach (ref readonly var kind in Kinds.AsSpan())
        {
            if (own.Overlaps(kind.Relaying))
            {
                relayed.Add(own.Both(kind.Relayed));
                own.Remove(kind.Relayed);
            }
        }
    }
}
