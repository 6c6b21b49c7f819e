using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZaloBot.Settings;

/// <summary>Reads single values: one spelling each, bounds from the attributes.</summary>
internal static partial class SettingScalars
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static bool Knows(Type type) => type.IsEnum || Name(type).Length > 0;

    /// <summary>Name of the type among the words of the resource file; empty for a type that is no single value.</summary>
    public static string Name(Type type) => type switch
    {
        _ when type == typeof(string) => "Text",
        _ when type == typeof(bool) => "Flag",
        _ when type == typeof(int) => "WholeNumber",
        _ when type == typeof(double) => "Number",
        _ when type == typeof(TimeSpan) => "Duration",
        _ when type == typeof(DateOnly) => "Date",
        _ when type == typeof(TimeOnly) => "Time",
        _ => "",
    };

    /// <summary>The value, or null after noting a fault.</summary>
    public static object? Read(Type type, PropertyInfo property, SettingValue value, string path, FaultList faults)
    {
        if (!Fits(type, value.Kind))
        {
            var quoted = value.Kind == JsonValueKind.String;
            var wanted = FaultList.Word($"Type.{(type.IsEnum ? "Text" : Name(type))}");
            faults.Error(path, quoted ? FaultKind.Quoted : value.Kind == JsonValueKind.Number ? FaultKind.NotQuoted : FaultKind.WrongType,
                ("wanted", wanted), ("found", SettingsBinder.FoundWord(value)));
            return null;
        }

        FaultKind? fault = null;
        var text = value.Text;
        object? read = type switch
        {
            _ when type.IsEnum => ReadName(type, text, path, faults),
            _ when type == typeof(string) => SettingStrings.Read(property, text, path, faults),
            _ when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : Note(FaultKind.BadFlag),
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, Plain, out var whole) ? whole : Note(FaultKind.BadWholeNumber),
            _ when type == typeof(double) => double.TryParse(text, NumberStyles.Float, Plain, out var number) && double.IsFinite(number) ? number : Note(FaultKind.BadNumber),
            _ when type == typeof(TimeSpan) => Duration().IsMatch(text) && TimeSpan.TryParseExact(text, "c", Plain, out var span) ? span : Note(FaultKind.BadDuration),
            _ when type == typeof(DateOnly) => DateOnly.TryParseExact(text, "yyyy-MM-dd", Plain, DateTimeStyles.None, out var day) ? day : Note(FaultKind.BadDate),
            _ => TimeOnly.TryParseExact(text, "HH:mm", Plain, DateTimeStyles.None, out var time) ? time : Note(FaultKind.BadTime),
        };
        if (fault is { } kind)
        {
            faults.Error(path, kind, ("value", text));
        }

        return read is not null && InBounds(property, read, path, faults) ? read : null;

        object? Note(FaultKind found)
        {
            fault = found;
            return null;
        }
    }

    /// <summary>How a value is written in the file.</summary>
    public static string Write(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        TimeSpan { Milliseconds: > 0 } span => span.ToString("c", Plain).TrimEnd('0'),
        TimeSpan span => span.ToString("c", Plain),
        DateOnly day => day.ToString("yyyy-MM-dd", Plain),
        TimeOnly time => time.ToString("HH:mm", Plain),
        double number => number.ToString("0.0###", Plain),
        _ => Convert.ToString(value, Plain) ?? "",
    };

    // Variables of the environment (Undefined) are text always; in the file each kind has its own form.
    private static bool Fits(Type type, JsonValueKind kind) => kind switch
    {
        JsonValueKind.Undefined => true,
        JsonValueKind.True or JsonValueKind.False => type == typeof(bool),
        JsonValueKind.Number => type == typeof(int) || type == typeof(double),
        _ => type != typeof(bool) && type != typeof(int) && type != typeof(double),
    };

    private static object? ReadName(Type type, string text, string path, FaultList faults)
    {
        var names = Enum.GetNames(type);
        if (names.Contains(text, StringComparer.Ordinal))
        {
            return Enum.Parse(type, text);
        }

        var allowed = string.Join(", ", names);
        if (Nearest.To(text, names) is { } nearest)
        {
            faults.Error(path, FaultKind.NotOneOfNear, ("value", text), ("nearest", nearest), ("allowed", allowed));
        }
        else
        {
            faults.Error(path, FaultKind.NotOneOf, ("value", text), ("allowed", allowed));
        }

        return null;
    }

    private static bool InBounds(PropertyInfo property, object value, string path, FaultList faults)
    {
        var (least, most) = property.GetCustomAttribute<SpanAttribute>() is { } span ? ((object)span.Least, (object)span.Most)
            : property.GetCustomAttribute<RangeAttribute>() is { } range ? (range.Minimum, range.Maximum)
            : (value, value);
        var comparer = Comparer<object>.Default;
        if (comparer.Compare(value, least) >= 0 && comparer.Compare(value, most) <= 0)
        {
            return true;
        }

        faults.Error(path, FaultKind.OutOfRange, ("value", Write(value)), ("least", Write(least)), ("most", Write(most)));
        return false;
    }

    // [days.]hours:minutes:seconds[.fraction], as in 30.00:00:00 or 00:10:00
    [GeneratedRegex(@"^([0-9]{1,5}\.)?[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration();
}
