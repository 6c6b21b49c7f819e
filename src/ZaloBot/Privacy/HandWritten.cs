using ZaloBot.People;
using ZaloBot.Settings;
using ZaloBot.Storage;

namespace ZaloBot.Privacy;

/// <summary>Places in the office's own files that name a person. The bot does not write there: people delete them.</summary>
internal static class HandWritten
{
    /// <summary>
    /// Lines of the people file, former people files, and paths in the settings. To be asked before an erasure: it takes the link, which alone says that a
    /// row without an id is theirs.
    /// </summary>
    public static async Task<IReadOnlyList<string>> PlacesOfAsync(Store store, SettingsSnapshot snapshot, IReadOnlySet<string> ids)
    {
        var (settings, people) = snapshot;
        var rows = await PersonFinder.RowsAsync(store, people, ids);
        var places = rows.Select(person => $"{Path.GetFileName(settings.Organisation.PeopleFile)}:{person.Line}").ToList();
        var known = rows.Select(person => (person.Name, person.Unit)).Concat((await PersonFinder.LinksAsync(store, ids)).Select(link => (link.Name, link.Unit)));
        places.AddRange(FormerPeopleFiles.With(settings.Organisation.PeopleFile, ids, known));
        if (ids.Contains(settings.Organisation.Secretary))
        {
            places.Add("Organisation.Secretary");
        }

        places.AddRange(InList("Organisation.Deputies", settings.Organisation.Deputies, ids));
        places.AddRange(InList("Organisation.Administrators", settings.Organisation.Administrators, ids));
        places.AddRange(settings.Groups.SelectMany((group, index) => InList($"Groups[{index}].Leaders", group.Leaders, ids)));
        return places;
    }

    private static IEnumerable<string> InList(string path, IReadOnlyList<string> list, IReadOnlySet<string> ids) =>
        list.Select((id, index) => (id, index)).Where(entry => ids.Contains(entry.id)).Select(entry => $"{path}[{entry.index}]");
}
