using System.Diagnostics;

namespace Nameward.Engine.Intelligence;

/// <summary>The words by which uses of feeds are named on the command line, in site files and in documents.</summary>
public static class FeedUseWords
{
    /// <summary>The word of a use, in kebab-case.</summary>
    public static string Of(FeedUse use) => use switch
    {
        FeedUse.Indicators => "indicators",
        FeedUse.Harmless => "harmless",
        FeedUse.NewlyRegistered => "newly-registered",
        FeedUse.DynamicDns => "dynamic-dns",
        FeedUse.Parking => "parking",
        FeedUse.Sinkholes => "sinkholes",
        FeedUse.Resolvers => "resolvers",
        FeedUse.Shared => "shared",
        FeedUse.Popular => "popular",
        _ => throw new UnreachableException(),
    };

    /// <summary>All words, in the order of the uses.</summary>
    public static IEnumerable<string> All => Enum.GetValues<FeedUse>().Select(Of);

    /// <summary>The use of a word.</summary>
    /// <returns>Whether it is one.</returns>
    public static bool TryRead(string word, out FeedUse use)
    {
        use = Enum.GetValues<FeedUse>().FirstOrDefault(each => Of(each) == word);
        return Of(use) == word;
    }
}
