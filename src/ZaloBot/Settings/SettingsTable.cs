using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ZaloBot.Settings;

/// <summary>The page that lists every setting with its default, made from the option types, in English or Vietnamese.</summary>
public static partial class SettingsTable
{
    private static readonly Words English = new(
        "# Settings",
        """
        Made by `ZaloBot schema --write .` from the option types; a test keeps it true. How settings are read is told in [configuration](configuration.md).

        Durations are written `[days.]hours:minutes:seconds`, days `year-month-day`, hours of the day `hours:minutes`; names are spelt exactly as here.
        "Live" means that a change is taken up while the bot runs; the others wait for the next start.
        """,
        "| Setting | Kind | Default | Live | Meaning |", "yes", "at start", "one of {0}", "{0} to {1}", "secret");

    private static readonly Words Vietnamese = new(
        "# Các mục cấu hình",
        """
        Bảng này do lệnh `ZaloBot schema --write .` lập từ mã nguồn. Cách bot đọc cấu hình: xem [configuration](configuration.md).

        Khoảng thời gian viết `[ngày.]giờ:phút:giây`, ngày viết `năm-tháng-ngày`, giờ trong ngày viết `giờ:phút`; các tên viết đúng như trong bảng.
        Cột “Ngay” cho biết thay đổi có hiệu lực khi bot đang chạy hay phải khởi động lại.
        """,
        "| Mục | Kiểu | Mặc định | Ngay | Ý nghĩa |", "có", "khởi động lại", "một trong {0}", "từ {0} đến {1}", "bí mật");

    /// <summary>The English page, its sentences taken from the documentation file beside the assembly.</summary>
    /// <exception cref="FileNotFoundException">There is no documentation file.</exception>
    public static string InEnglish()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "ZaloBot.xml");
        var members = XDocument.Load(file).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);
        return Page(English, property => Summary(members[$"P:{property.DeclaringType!.FullName}.{property.Name}"]));
    }

    /// <summary>The Vietnamese page, its sentences taken from the descriptions of the options.</summary>
    public static string InVietnamese() => Page(Vietnamese, property => property.GetCustomAttribute<DescriptionAttribute>()!.Description);

    private static string Page(Words words, Func<PropertyInfo, string> describe)
    {
        var page = new StringBuilder().Append(words.Title).Append("\n\n").Append(words.Intro.ReplaceLineEndings("\n")).Append('\n');
        foreach (var section in SettingsBinder.Properties(typeof(ZaloBotSettings)))
        {
            var isList = EntryType(section.PropertyType) is not null;
            var type = EntryType(section.PropertyType) ?? section.PropertyType;
            var rows = new List<string>();
            Rows(type, isList ? section.Name + "[]" : section.Name, !Restarts(section), words, describe, rows);
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Name}\n\n{describe(section)}\n");
            if (rows.Count > 0)
            {
                page.Append(CultureInfo.InvariantCulture, $"\n{words.Header}\n| --- | --- | --- | --- | --- |\n").AppendJoin('\n', rows).Append('\n');
            }
        }

        return page.ToString();
    }

    private static void Rows(Type type, string path, bool live, Words words, Func<PropertyInfo, string> describe, List<string> rows)
    {
        var standard = Activator.CreateInstance(type)!;
        foreach (var property in SettingsBinder.Properties(type))
        {
            var name = $"{path}.{property.Name}";
            var entry = EntryType(property.PropertyType);
            var inner = entry ?? Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var isLive = live && !Restarts(property);
            if (inner == typeof(RulesOptions))
            {
                rows.Add(Row(name, "`Rules`", "", isLive, words, describe(property)));
            }
            else if (inner.Namespace == typeof(ZaloBotSettings).Namespace && !inner.IsEnum)
            {
                if (entry is not null)
                {
                    rows.Add(Row(name, "[ ]", Default(property, standard), isLive, words, describe(property)));
                }

                Rows(inner, entry is null ? name : name + "[]", isLive, words, describe, rows);
            }
            else
            {
                rows.Add(Row(name, Kind(property, inner, entry is not null, words), Default(property, standard), isLive, words, describe(property)));
            }
        }
    }

    private static string Row(string name, string kind, string standard, bool live, Words words, string meaning) =>
        $"| `{name}` | {kind} | {standard} | {(live ? words.Yes : words.AtStart)} | {meaning.Replace("|", "\\|", StringComparison.Ordinal)} |";

    private static string Kind(PropertyInfo property, Type type, bool isList, Words words)
    {
        var kind = type switch
        {
            _ when type.IsEnum => string.Format(CultureInfo.InvariantCulture, words.OneOf, string.Join(", ", Enum.GetNames(type).Select(name => $"`{name}`"))),
            _ when property.GetCustomAttribute<SecretAttribute>() is not null => words.Secret,
            _ when property.GetCustomAttribute<RangeAttribute>() is { } range => Bounds(range.Minimum, range.Maximum, words),
            _ when property.GetCustomAttribute<SpanAttribute>() is { } span => Bounds(span.Least, span.Most, words),
            _ when type == typeof(bool) => "`true`, `false`",
            _ when type == typeof(DateOnly) => "`yyyy-MM-dd`",
            _ when type == typeof(TimeOnly) => "`HH:mm`",
            _ when type == typeof(string) => "\"…\"",
            _ => "{ \"…\": \"…\" }",
        };
        return isList ? $"[ {kind} ]" : kind;
    }

    private static string Bounds(object least, object most, Words words) =>
        string.Format(CultureInfo.InvariantCulture, words.FromTo, $"`{SettingScalars.Write(least)}`", $"`{SettingScalars.Write(most)}`");

    private static string Default(PropertyInfo property, object owner) => property.GetValue(owner) switch
    {
        null => "",
        string text => text.Length == 0 ? "" : $"`{text}`",
        IDictionary => "",
        IEnumerable<LadderStep> ladder => string.Join("<br>", ladder.Select(step => $"`{step.Breach}`: `{step.Action}`{(step.TellLeader ? " + `TellLeader`" : "")}")),
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(entry => $"`{SettingScalars.Write(entry)}`")),
        var value => $"`{SettingScalars.Write(value)}`",
    };

    private static Type? EntryType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GenericTypeArguments[0] : null;

    private static bool Restarts(PropertyInfo property) => property.GetCustomAttribute<TakesRestartAttribute>() is not null;

    private static string Summary(XElement member)
    {
        var text = new StringBuilder();
        foreach (var node in member.Element("summary")!.Nodes())
        {
            text.Append(node switch
            {
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement see => $"`{((string)see.Attribute("cref")!).Split('.')[^1]}`",
                _ => node.ToString(),
            });
        }

        return Blanks().Replace(Sources().Replace(text.ToString(), ""), " ").Trim();
    }

    // Where a fact was found matters to who changes the code, not to who sets the bot up: (fact sheet 2.1)
    [GeneratedRegex(@"\s*\(fact sheet [^)]*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sources();

    // A line break and the indentation after it.
    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();

    private sealed record Words(
        string Title, string Intro, string Header, string Yes, string AtStart, string OneOf, string FromTo, string Secret);
}
