using System.Text;
using System.Text.Json;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>How far a document in JSON is whole, and how it can be closed behind its last whole item where it is not.</summary>
/// <param name="IsWhole">Whether one value ends before or at the end of the content.</param>
/// <param name="End">Where that value ends; else where the last whole item does, 0 for none.</param>
/// <param name="Closing">The brackets that close what was open there.</param>
readonly record struct JsonScan(bool IsWhole, int End, string Closing)
{
    /// <summary>How deep values may lie in each other; what is deeper is broken.</summary>
    public const int MostDepth = 64;

    /// <summary>How all JSON of feeds is read: a comma before a closing bracket and comments are forgiven.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = MostDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Scans a content.</summary>
    /// <param name="content">UTF-8.</param>
    /// <param name="arrays">Names of the properties on the way to arrays of items; every other array belongs to an item and is dropped with it where it breaks.</param>
    public static JsonScan Of(ReadOnlySpan<byte> content, string[] arrays)
    {
        var reader = new Utf8JsonReader(content, isFinalBlock: false, new JsonReaderState(Options));
        var path = new Path(arrays);
        try
        {
            while (reader.Read())
            {
                path.Take(ref reader);
                if (path.Depth == 0)
                {
                    return new(true, (int)reader.BytesConsumed, "");
                }
            }
        }
        catch (JsonException)
        {
            return new(false, path.Safe, path.Closing);
        }
        return new(false, path.Safe, path.Closing);
    }

    /// <summary>What is open, from the outside inwards.</summary>
    struct Path(string[] names)
    {
        readonly char[] _closing = new char[MostDepth + 1];
        readonly bool[] _leads = new bool[MostDepth + 1];
        readonly StringBuilder _safe = new();
        bool _isLeading;

        public int Depth { get; private set; }

        public int Safe { get; private set; }

        public readonly string Closing => _safe.ToString();

        public void Take(ref Utf8JsonReader reader)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _isLeading = Leads(ref reader);
                    return;
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    _leads[Depth] = Depth == 0 || (_leads[Depth - 1] && (_closing[Depth - 1] == ']' || _isLeading));
                    _closing[Depth++] = reader.TokenType == JsonTokenType.StartArray ? ']' : '}';
                    return;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    Depth--;
                    break;
            }
            if (Depth > 0 && _leads[Depth - 1] && _closing[Depth - 1] == ']')
            {
                Safe = (int)reader.BytesConsumed;
                _safe.Clear();
                for (var i = Depth - 1; i >= 0; i--)
                {
                    _safe.Append(_closing[i]);
                }
            }
        }

        readonly bool Leads(ref Utf8JsonReader reader)
        {
            foreach (var name in names)
            {
                if (reader.ValueTextEquals(name))
                {
                    return true;
                }
            }
            return false;
        }
    }
}
