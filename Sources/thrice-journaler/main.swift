import Journals
