using System.Text;

namespace ZaloBot.Words;

/// <summary>Text in composed characters (NFC), whatever it came as.</summary>
public static class Composed
{
    /// <summary>Never throws: what cannot be normalised, half a character and U+FFFE, becomes a replacement character. A name or a message must not keep a warning from being said.</summary>
    public static string Of(string text)
    {
        var whole = !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return whole.Replace('\uFFFE', '\uFFFD').Normalize(NormalizationForm.FormC);
    }
}
