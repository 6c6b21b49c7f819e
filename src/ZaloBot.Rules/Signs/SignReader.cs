using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Phrases;

namespace ZaloBot.Rules.Signs;

/// <summary>Reads the signs of messages. Safe to call from many threads at once.</summary>
public sealed class SignReader
{
    private readonly PhraseIndex _index;
    private readonly OfficialDomains _official;
    private readonly PhraseIndex? _ownPhrases;

    private SignReader(PhraseIndex index, OfficialDomains official, PhraseIndex? ownPhrases)
    {
        _index = index;
        _official = official;
        _ownPhrases = ownPhrases;
    }

    /// <summary>With the shipped phrases and domains alone.</summary>
    public static SignReader Default { get; } = new(IndexBuilder.Shipped(), OfficialDomains.Common, ownPhrases: null);

    /// <summary>With an administrator's phrases and domains besides the shipped phrases.</summary>
    internal static SignReader With(IReadOnlyList<(int Owner, string Phrase)> phrases, OfficialDomains official) =>
        new(Default._index, official, phrases.Count == 0 ? null : IndexBuilder.Beside(Default._index, phrases));

    /// <summary>The signs of a message and of the one it is read against (empty when there is none).</summary>
    public MessageSigns Read(ReadOnlySpan<char> text, ReadOnlySpan<char> context)
    {
        var reading = Rent();
        try
        {
            SignSet before = default;
            if (!context.IsEmpty)
            {
                reading.Read(context, _index, _official);
                before = reading.Own;
            }

            reading.Read(text, _index, _official);
            return MessageSigns.From(reading.Own, reading.Relayed, before);
        }
        finally
        {
            Return(reading);
        }
    }

    internal void Read(ReadOnlySpan<char> text, SignReading into) => into.Read(text, _index, _official, _ownPhrases);

    /// <summary>Reads what was said before, for its signs alone: the administrator's phrases are looked for in the message itself.</summary>
    internal void ReadContext(ReadOnlySpan<char> text, SignReading into) => into.Read(text, _index, _official);

    [ThreadStatic]
    private static SignReading? s_spare;

    internal static SignReading Rent()
    {
        var reading = s_spare ?? new();
        s_spare = null;
        return reading;
    }

    /// <summary>Keeps the buffers for the next text of this thread, unless a monstrous text has made them large.</summary>
    internal static void Return(SignReading reading)
    {
        const int LargestKept = 32 * 1024;
        if (reading.Reading.Text.Length <= LargestKept)
        {
            s_spare = reading;
        }
    }
}
