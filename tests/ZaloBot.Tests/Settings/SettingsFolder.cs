using System.Text;
using System.Text.Json.Nodes;

using Microsoft.Extensions.Time.Testing;

using ZaloBot.Settings;

namespace ZaloBot.Tests.Settings;

/// <summary>A folder with a settings file that is good until a test spoils it.</summary>
internal sealed class SettingsFolder : IDisposable
{
    private const string Good = """
        {
          "Zalo": { "AppId": "1234567890123456789", "OaId": "4000000000000000001", "AppSecretKey": "app-secret", "OaSecretKey": "oa-secret" },
          "Organisation": {
            "Name": "Cơ quan Thử nghiệm", "Secretary": "7000000000000000001", "Administrators": ["7000000000000000009"],
            "Positions": { "bi-thu": "Bí thư", "pho-bi-thu": "Phó Bí thư" }, "PeopleFile": "people.csv"
          },
          "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "Nhóm thử", "Leaders": ["7000000000000000001"], "AllowedPositions": ["bi-thu"] } ]
        }
        """;

    private readonly string _path = Directory.CreateTempSubdirectory("zalobot-settings-").FullName;

    public SettingsFolder()
    {
        Write(Good);
        WritePeople("UserId,Name,Unit,Positions\n7000000000000000001,Nguyễn Văn An,Văn phòng,bi-thu\n");
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));

    public Dictionary<string, string> Environment { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string File => At("appsettings.json");

    public string At(string name) => Path.Combine(_path, name);

    public void Write(string json) => System.IO.File.WriteAllText(File, json, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    public void WritePeople(string csv) => System.IO.File.WriteAllText(At("people.csv"), csv, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    /// <summary>Lays a JSON object over the good settings: objects are merged, all else replaced, null takes away.</summary>
    public void Change(string patch)
    {
        var root = JsonNode.Parse(Good)!.AsObject();
        Merge(root, JsonNode.Parse(patch)!.AsObject());
        Write(root.ToJsonString());
    }

    public SettingsReading Load() => SettingsFile.Load(File, Environment, Clock);

    public void Dispose()
    {
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (IOException)
        {
            // A store that was opened in the folder may lay down its last file just after it was disposed.
            Directory.Delete(_path, recursive: true);
        }
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && target[name] is JsonObject known)
            {
                Merge(known, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }
}
