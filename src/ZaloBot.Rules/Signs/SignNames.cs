using System.Collections.Frozen;
using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Phrases;

namespace ZaloBot.Rules.Signs;

/// <summary>The signs and their numbers: entities first, then what the writing looks like, then the phrase files.</summary>
public static class SignNames
{
    private static readonly string[] Shapes =
    [
        "shape.one-word", "shape.short", "shape.long", "shape.letter", "shape.list", "shape.question", "shape.exclamation", "shape.bare", "shape.spelt-out",
        "shape.laugh", "shape.smile", "shape.love", "shape.sad", "shape.angry", "shape.mock", "shape.assent", "shape.celebrate", "shape.food", "shape.drink", "shape.trade",
        "shape.office", "shape.leisure", "shape.alarm", "shape.hearsay", "shape.emoji", "shape.only-emoji", "shape.quotation", "shape.numbers", "shape.no-words",
    ];

    private static readonly string[] Names =
    [
        .. Enum.GetNames<EntityKind>().Select(name => $"entity.{Dashed(name)}"),
        .. Shapes,
        .. PhraseData.Signs().Select(sign => sign.Key),
    ];

    private static readonly FrozenDictionary<string, int> Numbers =
        Names.Select((name, number) => KeyValuePair.Create(name, number)).ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly bool[] Breach =
        [.. Names.Select(name => !name.StartsWith("work.", StringComparison.Ordinal) && !name.StartsWith("common.", StringComparison.Ordinal))];

    /// <summary>All names; the place in the list is the number.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The number of a sign.</summary>
    /// <exception cref="KeyNotFoundException">There is no such sign.</exception>
    public static int NumberOf(string name) =>
        Numbers.TryGetValue(name, out var number) ? number : throw new KeyNotFoundException($"There is no sign \"{name}\".");

    /// <summary>True for a sign that speaks for a breach.</summary>
    internal static bool IsBreach(int sign) => Breach[sign];

    /// <summary>The signs whose names begin with one of these.</summary>
    internal static SignSet Starting(params ReadOnlySpan<string> beginnings)
    {
        SignSet set = default;
        foreach (var beginning in beginnings)
        {
            for (var sign = 0; sign < Names.Length; sign++)
            {
                if (Names[sign].StartsWith(beginning, StringComparison.Ordinal))
                {
                    set.Add(sign);
                }
            }
        }

        return set;
    }

    /// <summary>The sign of an entity.</summary>
    public static int NumberOf(EntityKind kind) => (int)kind;

    private static string Dashed(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? $"{(index > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : letter.ToString()));
}
