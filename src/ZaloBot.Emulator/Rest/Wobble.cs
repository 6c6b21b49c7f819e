using System.Globalization;
using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>Values whose type wobbles in the documentation: now a number, now a string; now <c>false</c>, now <c>"true"</c> (fact sheet 5.0).</summary>
internal sealed class Wobble(Quirks quirks)
{
    private int _turn;

    private bool AsText => quirks.WobblingTypes && Interlocked.Increment(ref _turn) % 2 == 0;

    public JsonNode Number(long value) => AsText ? value.ToString(CultureInfo.InvariantCulture) : value;

    public JsonNode Flag(bool value) => AsText ? (value ? "true" : "false") : value;
}
