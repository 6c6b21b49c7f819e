using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ZaloBot.Settings;

/// <summary>The JSON schema of the settings file, made from the option types, so that editors complete and check it.</summary>
public static class SettingsSchema
{
    private const string Duration = @"^([0-9]{1,5}\.)?([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?$";

    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The schema as text, ending in a line break.</summary>
    public static string Text()
    {
        var exporter = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Refine };
        var exported = Options.GetJsonSchemaAsNode(typeof(ZaloBotSettings), exporter).AsObject();
        var root = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "ZaloBot",
            ["type"] = "object",
            ["properties"] = new JsonObject { ["$schema"] = new JsonObject { ["type"] = "string" } },
        };
        foreach (var (name, property) in exported["properties"]!.AsObject())
        {
            root["properties"]![name] = property!.DeepClone();
        }

        return root.ToJsonString(Options) + "\n";
    }

    private static JsonNode Refine(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            return node;
        }

        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type == typeof(TimeSpan))
        {
            schema["pattern"] = Duration;
        }
        else if (type == typeof(TimeOnly))
        {
            schema.Remove("format");
            schema["pattern"] = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
        }

        if (schema.ContainsKey("properties"))
        {
            schema["additionalProperties"] = false;
        }

        return context.PropertyInfo?.AttributeProvider is PropertyInfo property ? Describe(schema, property) : schema;
    }

    private static JsonObject Describe(JsonObject schema, PropertyInfo property)
    {
        var described = new JsonObject();
        if (property.GetCustomAttribute<DescriptionAttribute>() is { } description)
        {
            described["description"] = description.Description;
        }

        foreach (var (name, value) in schema)
        {
            described[name] = value?.DeepClone();
        }

        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            described["minimum"] = JsonValue.Create(Convert.ToDouble(range.Minimum, null));
            described["maximum"] = JsonValue.Create(Convert.ToDouble(range.Maximum, null));
        }

        if (Default(property) is { } standard)
        {
            described["default"] = standard;
        }

        return described;
    }

    private static JsonNode? Default(PropertyInfo property)
    {
        // Of an abstract owner there is no instance; the options have none such.
        var value = property.GetValue(Activator.CreateInstance(property.ReflectedType!));
        return value switch
        {
            null => null,
            string text => text,
            bool flag => flag,
            int number => number,
            double number => number,
            IDictionary => new JsonObject(),
            IEnumerable list => List(list),
            _ when SettingScalars.Knows(value.GetType()) => SettingScalars.Write(value),
            _ => null,
        };
    }

    private static JsonArray? List(IEnumerable list)
    {
        var array = new JsonArray();
        foreach (var entry in list)
        {
            if (!SettingScalars.Knows(entry.GetType()))
            {
                return null;
            }

            array.Add(SettingScalars.Write(entry));
        }

        return array;
    }
}
