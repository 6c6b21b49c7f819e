using System.Globalization;

namespace ZaloBot.Emulator;

/// <summary>Dates as the platform writes them: Viet Nam time (UTC+7, no summer time), <c>dd/MM/yyyy</c>.</summary>
internal static class VietNam
{
    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(7)).DateTime);

    public static string Date(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public static string Date(DateTimeOffset at) => Date(Today(at));
}
