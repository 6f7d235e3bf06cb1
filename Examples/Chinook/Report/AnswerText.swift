// The answers as lines of text, none of them longer than a line of a terminal.

import Foundation

extension ArtistSales {
  static func lines(_ sales: [ArtistSales]) -> [String] {
    var table = TextTable(("", .right), ("Artist", .left), ("Albums", .right), ("Tracks", .right), ("Units sold", .right))
    for (index, sale) in sales.enumerated() {
      table.add("\(index + 1)", sale.artist, "\(sale.albums)", "\(sale.tracks)", "\(sale.units)")
    }
    return table.lines
  }
}

extension RepresentativeRevenue {
  static func lines(_ revenues: [RepresentativeRevenue]) -> [String] {
    var table = TextTable(("Representative", .left), ("Customers", .right), ("Invoices", .right), ("Revenue", .right))
    for revenue in revenues {
      table.add(revenue.representative, "\(revenue.customers)", "\(revenue.invoices)", money(revenue.revenue))
    }
    return table.lines
  }

  private static func money(_ amount: Decimal) -> String {
    amount.formatted(.number.precision(.fractionLength(2)).grouping(.never).locale(Locale(identifier: "en_US")))
  }
}

extension ManagerChain {
  static func lines(_ chains: [ManagerChain]) -> [String] {
    var table = TextTable(("Employee", .left), ("Title", .left), ("Reports to", .left))
    for chain in chains {
      let managers = chain.managers.isEmpty && !chain.isCircular ? "nobody" : chain.managers.joined(separator: ", then ")
      table.add(chain.employee, chain.title ?? "", chain.isCircular ? "\(managers) (a circle)" : managers)
    }
    return table.lines
  }
}

extension PlaylistGenres {
  static func lines(_ playlists: [PlaylistGenres]) -> [String] {
    playlists.flatMap { playlist in
      let title = "\(playlist.playlist): \(playlist.tracks) tracks of \(playlist.genres.count) genres"
      let genres = playlist.genres.enumerated().map { index, share in
        "\(share.genre) \(share.tracks)" + (index == playlist.genres.count - 1 ? "" : ",")
      }
      return Wrapping.lines(title.split(separator: " ").map(String.init)) + Wrapping.lines(genres, indent: "  ")
    }
  }
}

extension GenreAvoider {
  static func lines(_ avoiders: [GenreAvoider]) -> [String] {
    var table = TextTable(("Customer", .left), ("Country", .left), ("Units bought", .right), ("Most of", .left))
    for avoider in avoiders {
      table.add(avoider.customer, avoider.country ?? "", "\(avoider.units)", avoider.favourite ?? "nothing")
    }
    return table.lines
  }
}
