using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.CaseFiles;

/// <summary>Names and addresses are told apart again in a sentence that a record holds as one text.</summary>
public sealed class KnownNamesTests
{
    [Theory]
    [InlineData("10.0.3.7 and t.example.net: a channel", "<10.0.3.7>| and |[t.example.net]|: a channel")]
    [InlineData("dc1 sends queries to 203.0.113.66, which is listed", "dc1 sends queries to |<203.0.113.66>|, which is listed")]
    [InlineData("asks 2001:db8::53.", "asks |<2001:db8::53>|.")]
    [InlineData("at 12:30:45 of 1.2.3.4.in-addr.example, version 0.1.0", "at 12:30:45 of 1.2.3.4.in-addr.example, version 0.1.0")]
    [InlineData("face: 4:5", "face: 4:5")]
    public void ASentenceIsTakenApart(string text, string parts)
    {
        var names = new KnownNames(JsonDocument.Parse("""{ "client": "10.0.3.7", "server": null, "zones": ["t.example.net"] }""").RootElement);
        Assert.Equal(parts, string.Join('|', names.In(text).Parts.Select(Told).Where(part => part.Length > 0)));
        Assert.Equal(text, string.Concat(names.In(text).Parts.Select(part => part.Hostile?.Raw ?? part.Ours)));
    }

    static string Told(SentencePart part) => part.Hostile is not { } hostile ? part.Ours! : hostile.Kind switch { HostileKind.Address => $"<{hostile.Raw}>", HostileKind.Name => $"[{hostile.Raw}]", _ => hostile.Raw };
}
