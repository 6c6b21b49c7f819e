using ZaloBot.Zalo.Json;

namespace ZaloBot.Zalo.Events;

/// <summary>Reads the events about people and the account that carry more than an id (fact sheet 3.3).</summary>
internal static class AccountReader
{
    // Two shapes are about: the older one is flat and writes the phone as a number, the newer one nests the address.
    public static InfoSubmitted Info(EventSource e, string userId)
    {
        var info = e.Body.Child("info") ?? JsonFields.None;
        var address = info.Child("full_address") ?? JsonFields.None;
        return new InfoSubmitted
        {
            UserId = userId,
            FullName = info.Text("name"),
            Phone = info.Text("phone"),
            BirthDate = info.Text("user_dob"),
            Gender = info.Text("gender"),
            City = address.Text("user_city") ?? info.Text("city"),
            District = address.Text("user_district") ?? info.Text("district"),
            Ward = address.Text("user_ward") ?? info.Text("ward"),
            Address = address.Text("user_address") ?? info.Text("address"),
        };
    }

    public static Built Withdrawal(EventSource e)
    {
        var userId = e.PersonSide;
        return userId is null && e.Body.Id("user_id_by_app") is null
            ? "The withdrawal names nobody: user_id and user_id_by_app are both missing."
            : new DataWithdrawn { UserId = userId };
    }

    public static Built InfoUpdate(EventSource e) => new UserInfoUpdated
    {
        UserId = e.PersonSide,
        Method = e.Body.Child("data")?.Text("method"),
    };

    public static Built Widget(EventSource e)
    {
        var data = e.Body.Child("data") ?? JsonFields.None;
        return new WidgetAccepted
        {
            UserId = data.Id("user_id") ?? e.PersonSide,
            ExternalId = data.Id("user_external_id"),
            Url = data.Text("url"),
        };
    }

    public static Built Tag(EventSource e, TagChange change)
    {
        var tag = e.Body.Child("tag");
        return new TagChanged
        {
            Change = change,
            Tag = tag?.Text("name") ?? e.Body.Text("tag"),
            UserIds = tag is null ? [] : EventSource.UserIds(tag, "user_ids"),
        };
    }
}
