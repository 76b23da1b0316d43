using System.Text.Json;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>Takes the documents of a content in JSON.</summary>
interface IJsonTaker
{
    /// <summary>One document; valid during the call.</summary>
    void Take(JsonElement root);

    /// <summary>Something that is no JSON, or where it ends early.</summary>
    void Broken(string because, ReadOnlySpan<byte> text);
}
