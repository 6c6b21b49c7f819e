using ZaloBot.Settings;

namespace ZaloBot.Moderation;

/// <summary>When the office works, in its own time zone.</summary>
public sealed class OfficeHours(OrganisationOptions organisation)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone);

    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>Midnight at which a day begins.</summary>
    public DateTimeOffset StartOfDay(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, _zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    public bool Contains(DateTimeOffset moment)
    {
        var local = Local(moment);
        var clock = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return IsWorkingDay(DateOnly.FromDateTime(local.DateTime)) && clock >= organisation.WorkingHours.From && clock < organisation.WorkingHours.To;
    }

    /// <summary>This moment if the office works, else when it next opens. Without any working day there is nothing to wait for.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset moment)
    {
        if (Contains(moment) || organisation.WorkingHours.Days.Count == 0)
        {
            return moment;
        }

        var local = Local(moment);
        var day = DateOnly.FromDateTime(local.DateTime);
        if (TimeOnly.FromTimeSpan(local.TimeOfDay) >= organisation.WorkingHours.From)
        {
            day = day.AddDays(1);
        }

        // A year of holidays in a row is a slip in the settings; it must not become an endless search.
        for (var tried = 0; tried < 366 && !IsWorkingDay(day); tried++)
        {
            day = day.AddDays(1);
        }

        var opening = day.ToDateTime(organisation.WorkingHours.From);
        return new DateTimeOffset(opening, _zone.GetUtcOffset(opening)).ToUniversalTime();
    }

    private bool IsWorkingDay(DateOnly day) =>
        organisation.WorkingHours.Days.Contains(day.DayOfWeek) && !organisation.Holidays.Contains(day);

    private DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone);
}
