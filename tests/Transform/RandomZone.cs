using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Transform;

/// <summary>Makes up zones: letters and digits under a public suffix.</summary>
static class RandomZone
{
    const int UsualLeast = 4;

    static readonly string[] Suffixes = ["com", "net", "org", "info", "online", "xyz", "io", "de", "fr", "nl", "co.uk", "com.au", "com.br", "me.uk"];

    /// <summary>A zone of as many bytes in wire form as <paramref name="zone"/> has, under a suffix drawn by lot among those that leave room; the zone itself where none does.</summary>
    public static byte[] Like(byte[] zone, Random random)
    {
        var text = zone.Length - 2;
        var fitting = Suffixes.Where(suffix => LabelLength(text, suffix) is >= UsualLeast and <= WireName.MaxLabelBytes).ToArray();
        fitting = fitting.Length > 0 ? fitting : Suffixes.Where(suffix => LabelLength(text, suffix) is >= 1 and <= WireName.MaxLabelBytes).ToArray();
        if (fitting.Length == 0)
        {
            return zone;
        }
        var suffix = fitting[random.Next(fitting.Length)];
        var label = string.Concat(Enumerable.Range(0, LabelLength(text, suffix)).Select(_ => "abcdefghijklmnopqrstuvwxyz"[random.Next(26)]));
        var name = new byte[WireName.MaxBytes + 1];
        return name[..WireName.FromText(Encoding.ASCII.GetBytes($"{label}.{suffix}"), name)];
    }

    /// <summary>The length of the label that makes a zone of so many characters with the suffix.</summary>
    static int LabelLength(int text, string suffix) => text - 1 - suffix.Length;
}
