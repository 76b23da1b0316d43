using System.Text.Json;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>The names and short texts that stand in the first bytes of a content in JSON, by which its form is told.</summary>
sealed class JsonHead
{
    const int Most = 4096;
    const int MostBytes = 64;

    readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    JsonHead()
    {
    }

    /// <summary>Whether all of these names stand there as keys.</summary>
    public bool Has(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (!_keys.Contains(key))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether one of these names stands there as a key.</summary>
    public bool HasAny(string[] keys) => Array.Exists(keys, _keys.Contains);

    /// <summary>Whether a key stands there that a test fits.</summary>
    public bool HasKey(Predicate<string> fits) => _keys.Any(key => fits(key));

    /// <summary>Whether a key has this text as its value.</summary>
    public bool Says(string key, string text) => _texts.Contains(key + "=" + text);

    /// <summary>Looks at a head; null where it is no JSON.</summary>
    public static JsonHead? Of(ReadOnlySpan<byte> head)
    {
        if (!FeedHead.IsJson(head))
        {
            return null;
        }
        var found = new JsonHead();
        var reader = new Utf8JsonReader(FeedHead.WithoutMark(head), isFinalBlock: false, new JsonReaderState(JsonScan.Options));
        try
        {
            for (var (key, left) = ("", Most); left > 0 && reader.Read(); left--)
            {
                key = found.Take(ref reader, key);
            }
        }
        catch (JsonException)
        {
            return found;
        }
        return found;
    }

    string Take(ref Utf8JsonReader reader, string key)
    {
        if (reader.ValueIsEscaped || reader.ValueSpan.Length > MostBytes || !System.Text.Unicode.Utf8.IsValid(reader.ValueSpan))
        {
            return "";
        }
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString() ?? "";
            _keys.Add(name);
            return name;
        }
        if (reader.TokenType == JsonTokenType.String && key.Length > 0)
        {
            _texts.Add(key + "=" + reader.GetString());
        }
        return "";
    }
}
